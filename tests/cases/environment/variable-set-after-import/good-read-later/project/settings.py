import os


def database():
    return os.environ.get("SHOP_DATABASE")
