import os

CURRENCY = os.environ.get("SHOP_CURRENCY")
if not CURRENCY:
    raise RuntimeError("SHOP_CURRENCY is not set")
if "SHOP_COUNTRY" not in os.environ:
    raise ValueError("where is it?")
if os.getenv("SHOP_BANK") is None:
    raise ValueError
