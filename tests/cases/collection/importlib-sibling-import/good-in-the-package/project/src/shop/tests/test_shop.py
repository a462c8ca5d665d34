import shop
from shop import NAME


def test_name():
    assert shop.NAME == NAME
