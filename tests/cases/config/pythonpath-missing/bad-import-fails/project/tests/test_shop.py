import shop


def test_price():
    assert shop.PRICE == 3
