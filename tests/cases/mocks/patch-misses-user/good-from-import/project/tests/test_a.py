from unittest.mock import patch

from shop.orders import order


def test_order():
    with patch("shop.orders.send") as send:
        assert order("tea")
    assert send.called
