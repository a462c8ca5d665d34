import os


def test_full_price():
    assert 100 - int(os.environ.get("SHOP_DISCOUNT", 0)) == 100
