import os
from contextlib import suppress

CURRENCY = os.environ.get("SHOP_CURRENCY", "EUR")
if not CURRENCY:
    raise RuntimeError("SHOP_CURRENCY is empty")
BANK = os.environ.get("SHOP_BANK")
BANK = BANK or "none"
if BANK is None:
    raise RuntimeError("no bank")
COUNTRY = os.environ.get("SHOP_COUNTRY")
if COUNTRY is None and os.environ.get("SHOP_STRICT"):
    raise RuntimeError("where is it?")
if os.environ.get("SHOP_LIVE"):
    KEY = os.environ["SHOP_KEY"]
try:
    OTHER = os.environ["SHOP_OTHER"]
except KeyError:
    OTHER = ""
with suppress(KeyError):
    OTHER = os.environ["SHOP_OTHER"]
MORE = OTHER or os.environ.get("SHOP_MORE")
LATE = lambda: os.environ["SHOP_LATE"]


def key():
    if "SHOP_KEY" not in os.environ:
        raise RuntimeError("SHOP_KEY is not set")
    return os.environ["SHOP_KEY"]
