from client import wait


def test_wait(monkeypatch):
    monkeypatch.setenv("SHOP_TIMEOUT", "1")
    assert wait() == 1
