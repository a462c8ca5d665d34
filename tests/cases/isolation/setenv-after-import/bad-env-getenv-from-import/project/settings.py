from os import getenv

TIMEOUT = int(getenv("SHOP_TIMEOUT", "5"))
