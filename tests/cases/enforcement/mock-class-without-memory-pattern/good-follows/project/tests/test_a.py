import gc
from unittest.mock import MagicMock

import pytest


@pytest.mark.xdist_group(name="orders")
class TestOrders:
    def teardown_method(self):
        gc.collect()

    def test_order(self):
        order = MagicMock()
        order()
        order.assert_called_once_with()


class TestPlain:
    def test_sum(self):
        assert sum([1, 2]) == 3
