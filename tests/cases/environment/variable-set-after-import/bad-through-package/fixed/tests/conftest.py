import os

os.environ["SHOP_DATABASE"] = "test"
from shop.app import name

assert name
