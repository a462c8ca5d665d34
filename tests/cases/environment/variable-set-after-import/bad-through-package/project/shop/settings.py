import os

DATABASE = os.getenv("SHOP_DATABASE")
