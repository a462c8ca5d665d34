def test_price(price):
    assert price


def test_bill(bill):
    assert bill
