import pytest

CASES = [
    (1, 1, 2),
    pytest.param(1, 2, 3, id="small"),
    pytest.param(2, 2),
]


@pytest.mark.parametrize(
    ["left", "right", "total"],
    [(1, 1, 2), (2, 3), pytest.param(1, 5, id="short")],
)
def test_add(left, right, total):
    assert left + right == total
