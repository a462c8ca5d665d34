import pytest


@pytest.mark.network
def test_total():
    assert sum([1, 2]) == 3


@pytest.mark.slow
def test_all():
    assert True
