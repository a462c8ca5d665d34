import pytest


@pytest.mark.parametrize("count", [1, 2])
def test_order(count):
    assert count
