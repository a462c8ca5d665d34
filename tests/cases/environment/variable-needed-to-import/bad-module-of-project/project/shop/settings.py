import os
from os import environ as env

DEBUG = os.getenv("SHOP_DEBUG") == "1"
URL = f"postgresql://{os.environ['SHOP_DB_USER']}@localhost/shop"
CURRENCY = dict(name=env["SHOP_CURRENCY"])
