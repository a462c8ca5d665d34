import os


def test_currency():
    assert os.environ["SHOP_CURRENCY"] == "EUR"
