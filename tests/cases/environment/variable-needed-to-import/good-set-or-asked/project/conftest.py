import os

import pytest

os.environ.setdefault("SHOP_MODE", "test")
MODE = os.environ["SHOP_MODE"]
REGION = os.environ["SHOP_REGION"]
HOST = os.environ["SHOP_DB_HOST"] if "SHOP_DB_HOST" in os.environ else "localhost"

try:
    PORT = os.environ["SHOP_DB_PORT"]
except KeyError:
    PORT = "5432"


@pytest.fixture
def key():
    return os.environ["SHOP_KEY"]
