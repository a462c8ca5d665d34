from unittest import mock

from shop import prices


class TestCheap:
    def setup_method(self):
        patchers = [mock.patch.object(prices, "rate", return_value=7), mock.patch("shop.prices.tax")]
        self.mocks = [each.start() for each in patchers]

    def teardown_method(self):
        mock.patch.stopall()

    def test_cheap(self):
        assert prices.rate() == 7
