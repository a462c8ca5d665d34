import unittest

import pytest


class SumTest(unittest.TestCase):
    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("left", "right"),
        [
            (1, 2),
            (3, 4),  # larger
        ],
    )
    def test_sum(self, left, right):
        """Sums are larger than their parts."""
        text = """a
b"""
        self.assertGreater(left + right, left, text)

    def test_other(self):
        self.assertTrue(True)
