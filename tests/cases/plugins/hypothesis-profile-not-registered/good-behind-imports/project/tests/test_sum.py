from hypothesis import given
from hypothesis import strategies as st


@given(st.integers())
def test_sum(number):
    assert number + 1 > number
