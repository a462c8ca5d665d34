from os import environ

import pytest


@pytest.fixture(autouse=True)
def discount(monkeypatch):
    monkeypatch.setenv("SHOP_DISCOUNT", "10")


def price():
    return 100 - int(environ.get("SHOP_DISCOUNT", 0))


def test_discount():
    assert price() == 90
