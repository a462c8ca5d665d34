from shop import order


def test_order():
    assert order == "pen"
