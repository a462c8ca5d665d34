import os

os.environ["SHOP_DATABASE"] = "test"
