import os

DEBUG = os.environ.get("SHOP_DEBUG") == "1"


def debug():
    return DEBUG
