import os


def test_address(monkeypatch):
    os.environ["SHOP_PORT"] = "5001"
    monkeypatch.setenv("SHOP_TITLE", "shop")
    assert os.environ["SHOP_PORT"] == "5001"
    os.environ.pop("SHOP_PORT")


def test_no_title():
    assert "SHOP_TITLE" not in os.environ
