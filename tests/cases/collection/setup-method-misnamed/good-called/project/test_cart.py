import unittest

import pytest


class TestCase(unittest.TestCase):
    def setUp(self):
        self.cart = []

    def test_cart(self):
        self.assertEqual(self.cart, [])


class TestPlain:
    @pytest.fixture(autouse=True)
    def setUp(self):
        self.cart = []

    def test_cart(self):
        assert self.cart == []


class TestOwn:
    def setup_method(self):
        self.set_up()

    def set_up(self):
        self.cart = []

    def test_cart(self):
        assert self.cart == []


class Helper:
    def setUp(self):
        return self
