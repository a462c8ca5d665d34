def test_price(shop):
    assert shop
