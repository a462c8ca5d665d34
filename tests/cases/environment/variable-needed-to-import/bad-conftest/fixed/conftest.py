import os

import pytest


@pytest.fixture
def url():
    host = os.environ.get("SHOP_DB_HOST") or pytest.skip("SHOP_DB_HOST is not set")
    return f"postgres://{host}/shop"
