import pytest


def test_total():
    assert sum([1, 2]) == 3


@pytest.mark.slow
@pytest.mark.net
def test_all_shops():
    assert sum([1, 2]) == 3
