from os import environ

environ.update(SHOP_DISCOUNT="10")


def price():
    return 100 - int(environ.get("SHOP_DISCOUNT", 0))


def test_discount():
    assert price() == 90
