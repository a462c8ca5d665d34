import pytest


def test_price(shop):
    assert shop


@pytest.mark.parametrize("shop", [1])
def test_own(shop):
    assert shop
