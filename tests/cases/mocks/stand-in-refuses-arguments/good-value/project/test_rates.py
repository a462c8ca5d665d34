import rates
from rates import Api, convert


def test_number(monkeypatch):
    monkeypatch.setattr(rates, "fetch_rate", lambda currency: 1.5)
    assert convert(10, "EUR") == 15


def test_gone(monkeypatch):
    monkeypatch.setattr(rates, "find_cache", None)
    assert rates.cached(3) is None


def test_flag(monkeypatch):
    monkeypatch.setattr(rates, "find_cache", 1)
    assert rates.cached(3) == 3


def test_not_called(monkeypatch):
    monkeypatch.setattr(rates, "tick", 3)
    assert rates.tick == 3


def test_method(monkeypatch):
    monkeypatch.setattr(Api, "load", lambda self: [7])
    assert Api().first() == 7
