import pytest


@pytest.mark.timeout("30s")
def test_total():
    assert 1 + 1 == 2


@pytest.mark.order("express")
def test_express():
    assert 1
