import os

os.environ["SHOP_CURRENCY"] = "EUR"
