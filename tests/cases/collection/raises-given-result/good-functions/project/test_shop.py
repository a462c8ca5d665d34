import unittest
from functools import partial

import pytest
import shop


def opened():
    return int


class ShopTest(unittest.TestCase):
    def test_decorated(self):
        self.assertRaises(ValueError, shop.checked(len))

    def test_partial(self):
        self.assertRaises(ValueError, partial(int, "x"))

    def test_object(self):
        self.assertRaises(ValueError, shop.Shop())
        self.assertRaises(ValueError, shop.closing())

    def test_more(self):
        self.assertRaises(ValueError, opened(), "x")

    def test_refused(self):
        with self.assertRaises(TypeError):
            self.assertRaises(ValueError, len("x"))
        try:
            self.assertRaises(ValueError, int("x"))
        except ValueError:
            pass


def test_local():
    handlers = {"x": opened()}
    pytest.raises(TypeError, handlers.get("x"), None)
    assert pytest.raises(ValueError, lambda: int("x"))
