import importlib

import shop


def test_limit(monkeypatch):
    monkeypatch.setenv("SHOP_LIMIT", "3")
    importlib.reload(shop)
    assert shop.LIMIT == 3
