import pytest


@pytest.mark.order(2)
def test_sell():
    assert True


@pytest.mark.order(1)
def test_open():
    assert True
