from client import connect


def test_port(monkeypatch):
    monkeypatch.setenv("SHOP_PORT", "8080")
    assert connect() == "8080"
