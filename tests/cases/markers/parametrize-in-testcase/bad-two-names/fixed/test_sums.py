import unittest

import pytest


class SumTest(unittest.TestCase):
    @pytest.mark.slow
    def test_sum(self):
        """Sums are larger than their parts."""
        for left, right in [
            (1, 2),
            (3, 4),  # larger
        ]:
            with self.subTest(left=left, right=right):
                text = """a
b"""
                self.assertGreater(left + right, left, text)

    def test_other(self):
        self.assertTrue(True)
