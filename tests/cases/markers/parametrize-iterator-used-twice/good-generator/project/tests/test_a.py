import pytest

CASES = tuple(n * 2 for n in (1, 2))
ONCE = (n for n in ())


@pytest.mark.parametrize("value", CASES)
def test_even(value):
    assert value % 2 == 0


@pytest.mark.parametrize("value", CASES)
def test_positive(value):
    assert value > 0
