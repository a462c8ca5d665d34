import unittest


class NumberTest(unittest.TestCase):
    def test_number(self):
        with self.assertRaises(ValueError, "invalid literal"):
            int("x")
