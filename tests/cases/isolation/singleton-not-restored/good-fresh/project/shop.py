from functools import lru_cache


class Cart:
    def __init__(self):
        self.items = []
        self.total = 0

    @classmethod
    def new(cls):
        return cls()

    @classmethod
    def last(cls):
        cls._last = cls()
        return cls._last


def make_cart():
    cart = Cart()
    return cart


_cart = None


def latest():
    global _cart
    _cart = Cart()
    return _cart


@lru_cache
def cart_of(name="a"):
    return Cart()


@lru_cache
def size():
    return 3


@lru_cache
def get_cart():
    return Cart()


@lru_cache
def get_basket():
    return Cart()
