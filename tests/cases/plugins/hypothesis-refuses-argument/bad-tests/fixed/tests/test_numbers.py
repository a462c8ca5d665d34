import hypothesis
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import lists


@given(st.integers())
def test_not_called(n):
    assert n == n


class TestNumbers:
    @settings(max_examples=5)
    @given(st.integers(), st.text())
    def test_too_many(self, n):
        assert n == n

    @hypothesis.given(n=lists)
    def test_needs_arguments(self, n):
        assert n == n

    @settings(max_examples=5)
    def test_pointless(self):
        assert 1


@settings(deadline=None)
@hypothesis.example(3)
def test_example():
    assert 1
