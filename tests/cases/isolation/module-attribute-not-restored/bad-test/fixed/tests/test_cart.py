import shop.config
from shop.cart import fits


def test_small(monkeypatch):
    monkeypatch.setattr("shop.config.LIMIT", 3)
    assert not fits(4)


def test_large():
    assert fits(4)
