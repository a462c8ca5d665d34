import unittest

import pytest


class SquareTest(unittest.TestCase):
    @pytest.mark.parametrize("number", [1, 2])
    def test_square(self, number):
        self.assertGreaterEqual(number * number, number)
