import os

os.environ["SHOP_DATABASE"] = "test"
import settings
