from shop.orders import order


def test_order():
    assert order() == 1
