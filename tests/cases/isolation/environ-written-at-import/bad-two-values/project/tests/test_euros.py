import os

os.environ["SHOP_CURRENCY"] = "EUR"


def test_euros():
    assert os.environ["SHOP_CURRENCY"] == "EUR"
