import pytest


@pytest.mark.parametrize("value", [pytest.param(1, marks=pytest.mark.skip), 2])
def test_value(value):
    assert value
