from shop import Cart


def test_empty():
    cart = Cart()
    assert cart.is_empty()
