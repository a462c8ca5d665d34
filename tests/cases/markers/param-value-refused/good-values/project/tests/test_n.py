import pytest

SLOW = "slow"


@pytest.mark.parametrize(
    "n",
    [
        pytest.param(1, marks=pytest.mark.slow, id="one"),
        pytest.param(2, marks=[pytest.mark.slow], id=None),
        pytest.param("slow", id=str(3)),
        pytest.param(4, marks=()),
    ],
)
def test_n(n):
    assert n
