import os


def load():
    for line in ["SHOP_CURRENCY=EUR"]:
        name, _, value = line.partition("=")
        os.environ.setdefault(name, value)
