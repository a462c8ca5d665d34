import pytest


@pytest.mark.parametrize("order", [{"item": "tea", "count": 1}, {"item": "cake", "count": 2}])
def test_order(order):
    assert order["count"]
