import pytest


@pytest.mark.parametrize("value", [])
def test_value(value):
    assert value
