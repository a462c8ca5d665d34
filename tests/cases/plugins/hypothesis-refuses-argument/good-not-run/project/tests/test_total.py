import unittest

import pytest
from hypothesis import given, strategies as st


@pytest.mark.skipif(True, reason="later")
@given(st.integers)
def test_skipped(number):
    assert number


@pytest.mark.skip(reason="later")
@given(st.integers(), st.text())
def test_skipped_too(number):
    assert number


@unittest.skip("later")
class TotalTests(unittest.TestCase):
    @given(st.integers)
    def test_skipped(self, number):
        assert number
