import os

LIMIT = int(os.environ.get("SHOP_LIMIT", "10"))
