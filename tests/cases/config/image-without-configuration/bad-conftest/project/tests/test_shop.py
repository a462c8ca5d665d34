def test_cart(cart):
    assert cart == []
