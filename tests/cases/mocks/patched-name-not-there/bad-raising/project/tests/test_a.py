import shop


def test_total(monkeypatch):
    monkeypatch.setattr(shop, "fetch_prices", lambda: 3, raising=False)
    assert shop.total() == 3
