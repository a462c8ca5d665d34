import os

os.environ["SHOP_MODE"] = "test"
