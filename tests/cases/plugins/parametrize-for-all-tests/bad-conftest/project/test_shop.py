def test_price(price):
    assert price


def test_total():
    assert True
