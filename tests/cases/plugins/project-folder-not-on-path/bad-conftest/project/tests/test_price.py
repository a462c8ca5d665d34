def test_price(price):
    assert price(2) == 6
