from unittest import mock

import pytest

from shop import settings
from shop.settings import get_settings, load_config


@pytest.fixture
def american(monkeypatch):
    monkeypatch.setenv("SHOP_REGION", "us")
    get_settings.cache_clear()


def test_american(american):
    assert get_settings().region == "us"


def test_asian(monkeypatch):
    settings.get_settings.cache_clear()
    monkeypatch.setenv("SHOP_REGION", "ap")
    assert get_settings().region == "ap"


@mock.patch.dict("os.environ", {"SHOP_LIMIT": "3"})
def test_limit():
    assert load_config() == {"limit": "3"}
