import pytest


@pytest.mark.needs_shop
def test_order():
    raise AssertionError("not without the shop")


def test_total():
    assert sum([1, 2]) == 3
