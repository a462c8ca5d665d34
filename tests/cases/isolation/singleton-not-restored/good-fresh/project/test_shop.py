import shop
from shop import Cart, cart_of, get_basket, get_cart, make_cart, size


def test_new():
    Cart.new().total = 3
    cart = Cart.new()
    cart.items.append(1)
    assert cart.items == [1]
    assert Cart.new().items == []


def test_last():
    cart = Cart.last()
    cart.items.append(1)
    assert cart.items == [1]


def test_last_again():
    assert Cart.last().items == []


def test_made():
    cart = make_cart()
    cart.total = 4
    shop.latest().total = 5
    assert cart.total == 4


def test_made_again():
    assert make_cart().total == shop.latest().total == 0


def test_of_argument():
    cart_of("b").total = 3
    assert cart_of("b").total == 3
    assert size() == 3


def test_own():
    def get_cart():
        return Cart()

    cart = get_cart()
    cart.total = 3
    assert cart.total == 3


def test_cart():
    assert get_cart().total == 0


def test_only_here():
    get_basket().items.append(1)
    assert get_basket().items[-1] == 1


def test_basket():
    assert get_basket().total == 0
