import os


def price():
    return 119 if os.environ.get("SHOP_REGION") == "eu" else 100


def test_in_europe():
    os.environ["SHOP_REGION"] = "eu"
    assert price() == 119


def test_elsewhere():
    assert price() == 100
