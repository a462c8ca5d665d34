from unittest import mock as m

from shop import prices


class TestCheap:
    def setup_method(self):
        patchers = [m.patch.object(prices, "rate", return_value=7), m.patch("shop.prices.tax")]
        self.mocks = [each.start() for each in patchers]

    def test_cheap(self):
        assert prices.rate() == 7
