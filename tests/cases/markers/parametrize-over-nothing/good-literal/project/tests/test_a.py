import pytest

CASES = []
CASES += [1]


@pytest.mark.parametrize("value", CASES)
def test_value(value):
    assert value
