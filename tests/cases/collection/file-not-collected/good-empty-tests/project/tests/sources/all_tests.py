import unittest


def test_alone():
    pass


class OrderCase(unittest.TestCase):
    def test_within(self):
        """Of a class."""
