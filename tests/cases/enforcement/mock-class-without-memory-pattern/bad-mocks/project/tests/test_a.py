from unittest.mock import MagicMock


class TestOrders:
    def test_order(self):
        order = MagicMock()
        order()
        order.assert_called_once_with()
