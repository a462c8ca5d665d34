import os

from config import MODE


def mode():
    return os.environ.get("SHOP_MODE") or MODE
