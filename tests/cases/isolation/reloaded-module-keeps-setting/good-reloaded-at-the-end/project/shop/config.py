import os

DEBUG = os.environ.get("SHOP_DEBUG", "")
