import importlib

import pytest

import shop


@pytest.fixture
def limited(monkeypatch):
    monkeypatch.setenv("SHOP_LIMIT", "3")
    importlib.reload(shop)
    yield
    monkeypatch.undo()
    importlib.reload(shop)


def test_limit(limited):
    assert shop.LIMIT == 3
