import pytest


@pytest.mark.parametrize("cart", [{"items": 0}, {"items": 0, "x": 1}])
def test_add(cart):
    cart["items"] = 1
    assert cart["items"] == 1


@pytest.mark.parametrize("cart", [{"items": 0}])
@pytest.mark.parametrize("n", [1, 2])
def test_copy(cart, n):
    cart = {**cart}
    cart["items"] = n
    assert cart["items"] == n
