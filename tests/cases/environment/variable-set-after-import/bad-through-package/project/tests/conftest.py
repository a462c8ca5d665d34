import os

from shop.app import name

os.environ["SHOP_DATABASE"] = "test"
assert name
