import pytest


@pytest.mark.parametrize("value", [pytest.param(1, mark=pytest.mark.skip)])
def test_value(value):
    assert value
