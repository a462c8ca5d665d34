import pytest


@pytest.mark.parametrize("n", [1, 2], ["one", "two"])
def test_n(n):
    assert n
