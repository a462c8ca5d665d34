import pytest

from shop import settings
from shop.settings import get_settings, load_config, read_env


@pytest.fixture
def american(monkeypatch):
    monkeypatch.setenv("SHOP_REGION", "us")
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()


@pytest.fixture
def asian(monkeypatch, request):
    request.addfinalizer(settings.get_settings.cache_clear)
    settings.get_settings.cache_clear()
    monkeypatch.setenv("SHOP_REGION", "ap")


def test_american(american):
    assert get_settings().region == "us"


def test_asian(asian):
    assert get_settings().region == "ap"


def test_limit(monkeypatch):
    monkeypatch.setenv("SHOP_LIMIT", "3")
    assert load_config() == {"limit": "3"}


def test_not_cached(monkeypatch):
    monkeypatch.setenv("SHOP_ENV", "live")
    assert read_env() == "live"


def test_finally(monkeypatch):
    monkeypatch.setenv("SHOP_REGION", "us")
    get_settings.cache_clear()
    try:
        assert get_settings().region == "us"
    finally:
        get_settings.cache_clear()


def test_in_the_end(monkeypatch):
    monkeypatch.setenv("SHOP_REGION", "us")
    get_settings.cache_clear()
    assert get_settings().region == "us"
    get_settings.cache_clear()


def test_same_object():
    get_settings.cache_clear()
    assert get_settings() is get_settings()


class TestMethods:
    def setup_method(self):
        get_settings.cache_clear()

    def teardown_method(self):
        get_settings.cache_clear()

    def test_region(self, monkeypatch):
        monkeypatch.setenv("SHOP_REGION", "us")
        assert get_settings().region == "us"


@pytest.fixture(autouse=True)
def offline(monkeypatch):
    monkeypatch.setenv("OFFLINE", "1")


def test_really_called():
    get_settings.cache_clear()
    assert get_settings().region == "eu"
    assert load_config()
