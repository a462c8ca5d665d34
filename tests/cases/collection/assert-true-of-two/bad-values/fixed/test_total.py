import unittest

EXPECTED = 3


class TotalTest(unittest.TestCase):
    def test_total(self):
        total = 1 + 1
        self.assertEqual(total, 3)

    def test_names(self):
        names, expected = ["ann"], ["ann", "ben"]
        self.assertEqual(names, expected)
        self.assertEqual(len(names), 1)

    def test_none(self):
        left = 0
        self.assertFalse(left, 0)
