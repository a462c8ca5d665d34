import unittest


class NumberTest(unittest.TestCase):
    def test_number(self):
        with self.assertRaisesRegex(ValueError, "invalid literal"):
            int("x")
