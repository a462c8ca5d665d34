import pytest


@pytest.mark.net("localhost")
def test_total():
    assert sum([1, 2]) == 3


@pytest.mark.slow
def test_all():
    assert True
