from shop.web import app


def test_limit(monkeypatch):
    monkeypatch.setitem(app.config, "LIMIT", 3)
    assert app.config["LIMIT"] == 3
