from unittest.mock import Mock

from shop import till


def test_drawer(monkeypatch):
    monkeypatch.setattr("shop.till.drawer", Mock(), raising=False)
    till.drawer.coins = 3
    till.drawer.open = Mock()
    assert till.drawer.coins == 3


def test_closed():
    assert till.drawer is None
