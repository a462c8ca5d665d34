import importlib
from unittest.mock import patch

import pytest

from shop import both, cart, late, looking, named, rates, settings
from shop.cart import has_room


def test_own_name(monkeypatch):
    monkeypatch.setattr("shop.cart.LIMIT", 1)
    assert not has_room(5)


def test_looks_at_module(monkeypatch):
    monkeypatch.setattr(settings, "LIMIT", 1)
    assert not looking.has_room(5)


def test_imports_late(monkeypatch):
    monkeypatch.setattr(settings, "LIMIT", 1)
    assert not late.has_room(5)


def test_one_of_both(monkeypatch):
    monkeypatch.setattr("shop.settings.LIMIT", 20)
    assert both.fits(15)


def test_function_of_the_module_itself(monkeypatch):
    monkeypatch.setattr(rates, "RATE", 5)
    assert both.price(2) == 10


def test_by_name(monkeypatch):
    monkeypatch.setattr(settings, "RATE", 5)
    assert named.both(2) == 10


def test_loaded_again(monkeypatch):
    with monkeypatch.context() as context:
        context.setattr(settings, "LIMIT", 1)
        importlib.reload(cart)
        assert not cart.has_room(5)
    importlib.reload(cart)


def test_item(monkeypatch):
    monkeypatch.setitem(settings.NAMES, "a", 2)
    assert settings.NAMES["a"] == 2


@pytest.fixture
def shop():
    return looking


def test_by_fixture(monkeypatch, shop):
    monkeypatch.setattr(settings, "LIMIT", 1)
    assert not shop.has_room(5) and cart.Cart


def check():
    return looking.has_room(5)


def test_by_helper():
    with patch("shop.settings.LIMIT", 1):
        assert not check() and cart.has_room(5)


@patch("shop.settings.LIMIT", 1)
def test_of_module():
    assert settings.LIMIT == 1
    assert has_room(5)
