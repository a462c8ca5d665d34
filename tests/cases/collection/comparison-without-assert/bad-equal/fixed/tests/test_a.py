def test_sum():
    total = 1 + 1
    assert total == 3


def test_named():
    class Cart:
        def __init__(self, name):
            self.name = name

    cart = Cart("ann")
    assert cart.name == "bob"
