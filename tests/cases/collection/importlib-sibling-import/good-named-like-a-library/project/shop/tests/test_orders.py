import shop_core


def test_core():
    assert shop_core
