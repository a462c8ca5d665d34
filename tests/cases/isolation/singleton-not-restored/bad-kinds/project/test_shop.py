import unittest

import pytest

import shop
from shop import Plugins, Registry, get_limits
from shop import get_settings as settings_of


def test_debug():
    settings_of().debug = True
    assert settings_of().debug


def test_no_debug():
    assert not settings_of().debug


def test_item():
    Registry.get().items.append(1)
    assert Registry.get().items == [1]


def test_no_item():
    assert Registry.get().items == []


class TestPlugins:
    def test_plugin(self):
        plugins = Plugins.instance()
        plugins.names.append("a")
        assert plugins.names == ["a"]

    @pytest.mark.parametrize("name", ["a"])
    def test_no_plugin(self, name):
        assert name not in Plugins.instance().names


def test_limit():
    get_limits()["max"] = 4
    assert get_limits()["max"] == 4


async def test_limits():
    assert get_limits() == {"max": 3}


class StoreTest(unittest.TestCase):
    def test_store(self):
        store = shop.get_store()
        store.debug = True
        self.assertTrue(store.debug)

    def test_store_again(self):
        self.assertFalse(shop.get_store().debug)
