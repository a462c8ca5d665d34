import unittest

import pytest


class SquareTest(unittest.TestCase):
    def test_square(self):
        for number in [1, 2]:
            with self.subTest(number=number):
                self.assertGreaterEqual(number * number, number)
