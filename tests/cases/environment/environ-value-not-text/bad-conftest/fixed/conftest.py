import os

os.environ["SHOP_PORT"] = "8080"
