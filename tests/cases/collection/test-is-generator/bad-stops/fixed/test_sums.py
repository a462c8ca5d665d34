import pytest


@pytest.mark.parametrize(("left", "right", "total"), [(1, 1, 2), (2, 2, 4)])
def test_sums(left, right, total):
    assert left + right == total
