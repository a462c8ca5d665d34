import time
import unittest

import pytest

from shop import Cart, settings


@pytest.fixture
def dollars(monkeypatch):
    monkeypatch.setattr("shop.settings.currency", "USD", raising=False)


def test_class(monkeypatch):
    monkeypatch.setattr("shop.Cart.limit", 3, raising=False)
    assert Cart().limit == 3


def test_dollars(dollars):
    assert settings.currency == "USD"


def test_clock(monkeypatch):
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    time.sleep(3)


class CartTest(unittest.TestCase):
    def setUp(self):
        from shop import Cart as Basket

        Basket.title = "basket"

    def test_title(self):
        assert Cart.title == "basket"
