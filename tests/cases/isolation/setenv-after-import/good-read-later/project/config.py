import os

URL = os.environ.get("SHOP_URL", "x")
MODE = os.environ["SHOP_MODE"] if "SHOP_MODE" in os.environ else ""
REGION = os.environ.get("SHOP_REGION", "eu")


def url():
    return os.environ.get("SHOP_URL", URL)
