from unittest.mock import patch

from shop import prices


class TestCheap:
    def setup_method(self):
        self.patcher = patch("shop.prices.rate", return_value=7)
        self.rate = self.patcher.start()

    def teardown_method(self):
        self.patcher.stop()

    def test_cheap(self):
        assert prices.rate() == 7


def test_rate():
    assert prices.rate() == 19


def test_free():
    patcher = patch("shop.prices.rate", return_value=0)
    patcher.start()
    assert prices.rate() == 0
    patcher.stop()
