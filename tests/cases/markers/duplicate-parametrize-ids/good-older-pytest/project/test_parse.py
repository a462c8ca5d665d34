import pytest


@pytest.mark.parametrize("value", ["1", "1"], ids=["same", "same"])
def test_parse(value):
    assert int(value)
