import os
KEY = os.environ["SHOP_KEY"]
