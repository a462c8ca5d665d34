import unittest
from contextlib import ExitStack
from unittest import mock

from shop import prices


class TestPrices(unittest.TestCase):
    def setUp(self):
        self.patcher = mock.patch.object(prices, "rate")
        self.rate = self.patcher.start()
        self.addCleanup(self.patcher.stop)

    def test_rate(self):
        self.rate.return_value = 1
        self.assertEqual(prices.rate(), 1)


class TestWithTearDown(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.patcher = mock.patch("shop.prices.rate")
        cls.rate = cls.patcher.start()

    @classmethod
    def tearDownClass(cls):
        cls.patcher.stop()

    def test_rate(self):
        self.rate.return_value = 1
        self.assertEqual(prices.rate(), 1)


def test_stack():
    with ExitStack() as stack:
        rate = mock.patch("shop.prices.rate", return_value=2)
        stack.enter_context(rate)
        assert prices.rate() == 2


def test_finally():
    patcher = mock.patch("shop.prices.rate", return_value=2)
    patcher.start()
    try:
        assert prices.rate() == 2
    finally:
        patcher.stop()


def test_others(cheap, dear, patched):
    assert prices.rate() == 90
