import unittest

import pytest


def test_number():
    with pytest.raises(ValueError, match="invalid literal"):
        int("x")


def test_called():
    pytest.raises(ValueError, int, "x")
    with pytest.raises((ValueError, TypeError)):
        int("x")


class Case(unittest.TestCase):
    def test_regex(self):
        with self.assertRaisesRegex(ValueError, "invalid literal"):
            int("x")

    def test_message(self):
        with self.assertRaises(ValueError, msg="no error"):
            int("x")
        self.assertRaises(ValueError, int, "x")
