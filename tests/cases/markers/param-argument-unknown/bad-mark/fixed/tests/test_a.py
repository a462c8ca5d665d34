import pytest


@pytest.mark.parametrize("value", [pytest.param(1, marks=pytest.mark.skip)])
def test_value(value):
    assert value
