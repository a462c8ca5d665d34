import unittest
from unittest import mock

from shop import prices


class Base(unittest.TestCase):
    def tearDown(self):
        self.patcher.stop()
        self.server.kill()


class TestPrices(Base):
    def setUp(self):
        self.patcher = mock.patch.object(prices, "rate", return_value=1)
        self.patcher.start()
        self.server = mock.Mock()

    def test_rate(self):
        self.assertEqual(prices.rate(), 1)
