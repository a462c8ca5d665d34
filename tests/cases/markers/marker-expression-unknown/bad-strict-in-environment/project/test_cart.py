import pytest


@pytest.mark.smoke
def test_empty():
    assert True


@pytest.mark.regression(level=2)
def test_rounding():
    assert round(2.675, 1) == 2.7
