import pytest


@pytest.mark.end_to_end
def test_all():
    raise ConnectionError


def test_fast():
    assert 1
