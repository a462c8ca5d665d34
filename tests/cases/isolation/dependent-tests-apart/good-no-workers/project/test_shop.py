import pytest


@pytest.mark.dependency()
def test_open():
    assert True


@pytest.mark.dependency(depends=["test_open"])
def test_sell():
    assert True
