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


def test_more(monkeypatch):
    monkeypatch.setenv("SHOP_LIMIT", "5")
    try:
        importlib.reload(shop)
        assert shop.LIMIT == 5
    finally:
        monkeypatch.undo()
        importlib.reload(shop)
