from unittest import mock

import pytest

import shop
from shop import Pool, Registry, get_limits, get_names, get_settings, get_store


@pytest.fixture(autouse=True)
def fresh():
    yield
    get_settings.cache_clear()


def test_debug():
    get_settings().debug = True
    assert get_settings().debug


def test_no_debug():
    assert not get_settings().debug


def test_item():
    Registry._instance = None
    Registry.get().items.append(1)
    assert Registry.get().items == [1]


def test_no_item():
    Registry._instance = None
    assert Registry.get().items == []


def test_store():
    store = get_store()
    before = store.debug
    store.debug = True
    try:
        assert store.debug
    finally:
        store.debug = before


def test_no_store():
    assert not get_store().debug


def test_limits(monkeypatch):
    monkeypatch.setattr(get_limits(), "debug", True)
    with mock.patch.object(get_limits(), "hosts", ["a"]):
        get_limits().hosts.append("b")
        assert get_limits().debug


def test_no_limits():
    assert not get_limits().debug
    assert not get_limits().hosts


def test_name():
    get_names().hosts.append("a")
    assert get_names().hosts == ["a"]
    get_names().hosts.remove("a")


def test_no_name():
    assert not get_names().hosts


def test_host(monkeypatch):
    monkeypatch.setattr(shop, "_hosts", None)
    shop.get_hosts().debug = True
    assert shop.get_hosts().debug


def test_no_host(monkeypatch):
    monkeypatch.setattr(shop, "_hosts", None)
    assert not shop.get_hosts().debug


def test_pool():
    assert Pool.get().size == 1
