import pytest


@pytest.mark.slow
def test_slow():
    assert 1 + 1 == 3


def test_fast():
    assert 1 + 1 == 2
