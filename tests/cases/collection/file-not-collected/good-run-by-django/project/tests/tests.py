import unittest


class TillTest(unittest.TestCase):
    def test_till(self):
        self.assertEqual(sum([1, 2]), 3)
