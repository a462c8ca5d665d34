import pytest

CASES = list((n * 2 for n in (1, 2)))


@pytest.mark.parametrize("value", CASES)
def test_even(value):
    assert value % 2 == 0


@pytest.mark.parametrize("value", CASES)
def test_positive(value):
    assert value > 0
