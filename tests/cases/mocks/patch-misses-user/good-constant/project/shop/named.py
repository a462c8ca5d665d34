import shop.settings

from shop.settings import RATE


def value(name):
    return getattr(shop.settings, name)


def both(count):
    return RATE * value("RATE")
