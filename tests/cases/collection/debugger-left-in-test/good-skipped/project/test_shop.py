import unittest

import pytest


@unittest.skip("to be looked into")
class ShopTest(unittest.TestCase):
    def test_order(self):
        breakpoint()


def test_sum():
    pytest.skip("to be looked into")
    breakpoint()
