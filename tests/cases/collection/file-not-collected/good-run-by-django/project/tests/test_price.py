import unittest


class PriceTest(unittest.TestCase):
    def test_price(self):
        self.assertEqual(sum([2, 2]), 4)
