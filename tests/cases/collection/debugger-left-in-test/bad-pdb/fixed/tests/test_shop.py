import unittest

import ipdb


def test_total():
    total = 3
    assert total == 3


class TestCart:
    def setup_method(self):
        pass

    def test_empty(self):
        assert []== []


class CartTests(unittest.TestCase):
    def test_empty(self):
        with self.subTest("empty"):
            from IPython import embed
        self.assertEqual([], [])
