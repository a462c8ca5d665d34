import unittest


class NumberTest(unittest.TestCase):
    def test_text(self):
        with self.assertRaises(ValueError):
            int("3")
