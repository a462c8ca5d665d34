import os

import pytest
from shop import account, token


def test_token(monkeypatch):
    monkeypatch.delenv("SHOP_TOKEN")
    assert token() == "none"


def test_account(monkeypatch):
    monkeypatch.delenv("SHOP_ACCOUNT")
    assert account() is None


def test_quiet(monkeypatch):
    monkeypatch.delenv("SHOP_NAME", raising=False)
    monkeypatch.delenv("SHOP_NAME", False)


def test_expected(monkeypatch):
    with pytest.raises(KeyError):
        monkeypatch.delenv("SHOP_NAME")


def test_computed(monkeypatch):
    for name in list(os.environ):
        monkeypatch.delenv(name)


def test_if_it_is_there(monkeypatch):
    if "SHOP_NAME" in os.environ:
        monkeypatch.delenv("SHOP_NAME")


@pytest.mark.skipif("SHOP_CITY" not in os.environ, reason="needs a city")
def test_city(monkeypatch):
    monkeypatch.delenv("SHOP_CITY")
