import shop


def test_total(monkeypatch):
    monkeypatch.setattr(shop, "fetch_price", lambda: 4, raising=False)
    assert shop.total() == 4
