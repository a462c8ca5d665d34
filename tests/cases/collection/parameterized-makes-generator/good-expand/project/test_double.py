import unittest

from parameterized import parameterized, parameterized_class


class TestDouble:
    @parameterized.expand([(1, 2), (2, 4)])
    def test_double(self, number, double):
        assert number * 2 == double


class DoubleTest(unittest.TestCase):
    @parameterized.expand([(1, 2), (2, 4)])
    def test_double(self, number, double):
        self.assertEqual(number * 2, double)


@parameterized_class(("number", "double"), [(1, 2), (2, 4)])
class OtherTest(unittest.TestCase):
    def test_double(self):
        self.assertEqual(self.number * 2, self.double)
