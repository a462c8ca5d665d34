import unittest

import ipdb


def test_total():
    total = 3
    import pdb; pdb.set_trace()
    assert total == 3


class TestCart:
    def setup_method(self):
        ipdb.set_trace()

    def test_empty(self):
        assert []== []


class CartTests(unittest.TestCase):
    def test_empty(self):
        with self.subTest("empty"):
            from IPython import embed
            embed()
        self.assertEqual([], [])
