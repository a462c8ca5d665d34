import unittest
from unittest import mock

from shop import prices

mock.patch.object(prices, "rate", lambda: 3).start()


class TestPrices(unittest.TestCase):
    def setUp(self):
        self.patcher = mock.patch.object(prices, "rate")
        self.rate = self.patcher.start()
        self.addCleanup(self.patcher.stop)
        self.other = mock.patch("shop.prices.rate", create=True)
        self.other.start()
        self.addCleanup(self.other.stop)

    def test_rate(self):
        self.rate.return_value = 1
        self.assertEqual(prices.rate(), 1)
