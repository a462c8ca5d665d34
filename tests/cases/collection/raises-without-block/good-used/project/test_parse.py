import pytest


def test_block():
    with pytest.raises(ValueError):
        int("x")


def test_call():
    pytest.raises(ValueError, int, "x")


def test_name():
    expected = pytest.raises(ValueError)
    with expected:
        int("x")


@pytest.mark.parametrize("expectation", [pytest.raises(ValueError)])
def test_parameter(expectation):
    with expectation:
        int("x")
