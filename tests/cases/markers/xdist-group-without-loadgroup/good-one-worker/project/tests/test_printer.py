import pytest


@pytest.mark.xdist_group("printer")
def test_on():
    assert True


@pytest.mark.xdist_group("printer")
def test_off():
    assert True
