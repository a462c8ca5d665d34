import asyncio
import unittest
from asyncio import get_event_loop

from prices import price


def test_plain():
    assert 3 > 2


def test_imported():
    assert get_event_loop().run_until_complete(price()) == 3


class TestPrices(unittest.TestCase):
    def setUp(self):
        self.loop = asyncio.new_event_loop()

    def test_price(self):
        assert self.loop.run_until_complete(price()) == 3


class TestNew:
    def test_new(self):
        loop = asyncio.new_event_loop()
        assert loop.run_until_complete(price()) == 3
        loop.close()
