import pytest


@pytest.mark.parametrize("n", [1, pytest.param(1000, marks=pytest.mark.slow)])
def test_n(n):
    assert n
