import os

os.environ["SHOP_CURRENCY"] = "USD"


def test_dollars():
    assert os.environ["SHOP_CURRENCY"] == "USD"
