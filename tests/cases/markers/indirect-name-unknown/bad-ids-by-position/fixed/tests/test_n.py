import pytest


@pytest.mark.parametrize("n", [1, 2], ids=["one", "two"])
def test_n(n):
    assert n
