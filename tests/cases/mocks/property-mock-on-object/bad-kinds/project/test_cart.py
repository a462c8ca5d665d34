from unittest import mock
from unittest.mock import Mock, PropertyMock


def describe(cart):
    return "empty" if not cart.total else "full"


def test_full():
    cart = Mock()
    cart.total = PropertyMock(return_value=0)
    assert describe(cart) == "full"


class TestCart:
    def test_nested(self):
        shop = mock.MagicMock()
        shop.cart.total = mock.PropertyMock(return_value=0)
        assert describe(shop.cart) == "full"
