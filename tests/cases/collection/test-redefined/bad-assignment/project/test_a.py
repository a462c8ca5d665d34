import unittest

import pytest


def test_a():
    assert False


def test_b():
    assert True


test_a = test_b


@pytest.mark.parametrize("name", ["a"])
def test_names(name):
    assert not name


test_names = ["a", "b"]


class TestShop:
    def test_open(self):
        assert False

    def test_close(self):
        assert True

    test_open = test_close


class ShopTests(unittest.TestCase):
    def test_one(self):
        self.assertTrue(True)


class OtherTests(unittest.TestCase):
    def test_two(self):
        self.assertTrue(True)


ShopTests = OtherTests
