import os

os.environ["SHOP_PORT"] = "8080"
os.environ.setdefault("SHOP_DEBUG", str(True))
