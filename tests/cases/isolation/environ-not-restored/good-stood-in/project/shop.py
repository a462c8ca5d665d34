import os


def key():
    return os.environ["SHOP_KEY"]
