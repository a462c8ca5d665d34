import os


def test_no_mode(monkeypatch):
    monkeypatch.delenv("SHOP_MODE")
    assert os.environ.get("SHOP_MODE") is None


def test_own():
    os.environ["OWN_MODE"] = "1"
    del os.environ["OWN_MODE"]
