import pytest


@pytest.mark.parametrize("digits", [1, 2])
def test_round(digits):
    assert round(1.0, digits) == 1
