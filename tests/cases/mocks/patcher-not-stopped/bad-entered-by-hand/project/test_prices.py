from unittest.mock import patch

from shop import prices


class TestCheap:
    def setup_method(self):
        self.rate = patch("shop.prices.rate", return_value=7).__enter__()

    def teardown_method(self):
        self.rate.__exit__(None, None, None)

    def test_cheap(self):
        assert prices.rate() == 7


def test_rate():
    assert prices.rate() == 19


def test_free():
    patcher = patch("shop.prices.rate", return_value=0)
    patcher.start()
    assert prices.rate() == 0
    patcher.stop()
