import threading
import unittest
from unittest import mock

from shop import prices


class Base(unittest.TestCase):
    def tearDown(self):
        mock.patch.stopall()


class TestPrices(Base):
    def setUp(self):
        self.rate = mock.patch("shop.prices.rate", return_value=1).start()

    def test_rate(self):
        self.assertEqual(prices.rate(), 1)


class TestElse(unittest.TestCase):
    def setUp(self):
        self.addCleanup(mock.patch.stopall)
        self.rate = mock.patch("shop.prices.rate", return_value=1).start()

    def test_rate(self):
        self.assertEqual(prices.rate(), 1)


def test_start():
    thread = threading.Thread(target=prices.rate)
    thread.start()
    thread.join()
    assert not thread.is_alive()
