from shop import Cart


def test_cart():
    cart = Cart()
    assert cart.is_empty
    assert cart.total
    assert cart.is_paid
