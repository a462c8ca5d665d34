import os

from shop.loaded import load

load()
CURRENCY = os.environ["SHOP_CURRENCY"]
