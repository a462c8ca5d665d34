import os

DATABASE = os.environ.get("SHOP_DATABASE", "production")
