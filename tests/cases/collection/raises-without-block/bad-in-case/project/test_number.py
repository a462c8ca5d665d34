import unittest


class NumberTest(unittest.TestCase):
    def test_text(self):
        self.assertRaises(ValueError)
        int("3")
