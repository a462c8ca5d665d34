import ctypes
import functools
import sys
import time
import unittest
from io import StringIO
from unittest import mock

import pytest

import shop
from shop import Cart, Settings, settings


def test_monkeypatch(monkeypatch):
    monkeypatch.setattr(shop, "LIMIT", 3)
    monkeypatch.setattr("shop.Cart.limit", 3)
    shop.LIMIT = 4
    shop.Cart.limit = 4


def test_patched():
    with mock.patch.object(settings, "currency", "USD"):
        settings.currency = "GBP"


@mock.patch("shop.LIMIT", 3)
def test_decorated():
    shop.LIMIT = 4


def test_finally():
    saved = shop.LIMIT
    shop.LIMIT = 3
    try:
        assert shop.LIMIT == 3
    finally:
        shop.LIMIT = saved


@pytest.fixture
def limit():
    saved, shop.LIMIT = shop.LIMIT, 3
    yield 3
    shop.LIMIT = saved


def test_limit(limit):
    assert shop.LIMIT == limit


def test_own_objects():
    settings = Settings()
    settings.currency = "USD"
    cart = Cart()
    cart.limit = 3
    Cart().limit = 3


def test_of_parameters(request, tmp_path):
    request.node.shop = 3


def test_local_class():
    class Basket:
        pass

    Basket.limit = 3


def test_made_anew():
    Cart._instance = None
    shop._cache = {}


def test_declared():
    ctypes.pythonapi.Py_IncRef.argtypes = [ctypes.py_object]


def test_captured():
    sys.stdout = StringIO()


def with_limit(function):
    @functools.wraps(function)
    def run():
        saved = shop.LIMIT
        try:
            function()
        finally:
            shop.LIMIT = saved

    return run


def conserve_settings(function):
    return function


@with_limit
def test_limited():
    shop.LIMIT = 3


@conserve_settings
def test_conserved():
    settings.currency = "USD"


def test_stand_in(patching):
    patching.modules("shop_speed")
    import shop_speed

    shop_speed.level = 3
    with mock.patch.dict("sys.modules", shop_fast=mock.Mock()):
        import shop_fast

        shop_fast.level = 3


@pytest.fixture
def patching():
    return mock.Mock()


@pytest.fixture
def discount():
    shop.Cart.discount = 3
    yield
    shop.Cart.reset()


def test_discount(discount):
    assert shop.Cart.discount


@pytest.fixture(autouse=True)
def reset_settings():
    settings.language = "en"


def test_language():
    settings.language = "de"


def test_switched_off(monkeypatch):
    monkeypatch.setattr(shop, "settings", Settings())
    shop.settings.currency = "USD"


def test_refused():
    with pytest.raises(AttributeError):
        settings.currency = object


class CartTest(unittest.TestCase):
    def setUp(self):
        self.saved = shop.LIMIT
        shop.LIMIT = 3

    def tearDown(self):
        shop.LIMIT = self.saved

    def test_limit(self):
        self.assertEqual(shop.LIMIT, 3)
