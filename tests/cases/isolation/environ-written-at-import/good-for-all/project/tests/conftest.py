import os

os.environ["SHOP_MODE"] = "test"
os.environ.setdefault("SHOP_DATABASE", "sqlite://")
