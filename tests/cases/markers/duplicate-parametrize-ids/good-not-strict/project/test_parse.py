import pytest


@pytest.mark.parametrize("value", [1, "1", 2])
def test_parse(value):
    assert int(value)
