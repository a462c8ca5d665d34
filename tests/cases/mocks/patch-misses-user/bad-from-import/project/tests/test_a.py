from unittest.mock import patch

from shop.orders import order


def test_order():
    with patch("shop.mail.send"):
        assert order("tea")
