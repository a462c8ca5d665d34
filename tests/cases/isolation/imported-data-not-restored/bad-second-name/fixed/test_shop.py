from shop import DEFAULTS


def test_dollars(monkeypatch):
    conf = DEFAULTS
    monkeypatch.setitem(DEFAULTS, "currency", "usd")
    assert conf["currency"] == "usd"


def test_euros():
    assert DEFAULTS["currency"] == "eur"
