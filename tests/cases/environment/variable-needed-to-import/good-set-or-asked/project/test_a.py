import os

import pytest

if not os.environ.get("SHOP_TOKEN"):
    pytest.skip("no token", allow_module_level=True)

TOKEN = os.environ["SHOP_TOKEN"]


def test_key(key):
    assert key and TOKEN
