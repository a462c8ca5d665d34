import os

URI = os.environ.get("SHOP_DATABASE_URI")
