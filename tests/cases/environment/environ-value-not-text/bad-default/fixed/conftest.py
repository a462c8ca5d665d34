import os

os.environ.setdefault("SHOP_DEBUG", "True")
