def test_price():
    from shop import PRICE

    assert PRICE == 6
