import os


def token():
    return os.environ.get("SHOP_TOKEN", "none")


def account():
    return os.getenv("SHOP_ACCOUNT")
