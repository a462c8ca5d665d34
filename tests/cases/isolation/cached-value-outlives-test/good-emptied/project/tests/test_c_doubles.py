from unittest import mock

from shop import settings


def test_double(monkeypatch):
    settings.load_config.cache_clear()
    monkeypatch.setattr("shop.settings.load_config", lambda: {"limit": "3"})
    assert settings.load_config() == {"limit": "3"}


def refresh():
    settings.get_settings.cache_clear()


def test_refreshed():
    with mock.patch("shop.settings.Settings", return_value="ours"):
        settings.get_settings.cache_clear()
        assert settings.get_settings() == "ours"
    refresh()
