from shop import account, token


def test_token(monkeypatch):
    monkeypatch.delenv("SHOP_TOKEN")
    assert token() == "none"


def test_account(monkeypatch):
    monkeypatch.delenv("SHOP_ACCOUNT")
    assert account() is None


def test_of_a_library(monkeypatch):
    monkeypatch.delenv("LIBRARY_HOME")
