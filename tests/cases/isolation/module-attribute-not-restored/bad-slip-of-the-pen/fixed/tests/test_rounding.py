from shop.till import till


def test_rounding(monkeypatch):
    monkeypatch.setattr("shop.till.till.roundings", "down", raising=False)
    assert till.roundings == "down"
