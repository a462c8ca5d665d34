import pytest


@pytest.mark.parametrize("a, b, c", [(1, 2, 3), (2, 2, 4)])
def test_add(a, b, c):
    assert a + b == c


@pytest.mark.slow
def test_big():
    assert 10**9 + 1 > 10**9
