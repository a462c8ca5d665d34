from shop.settings import get_settings


def test_american(monkeypatch):
    monkeypatch.setenv("SHOP_REGION", "us")
    get_settings.cache_clear()
    assert get_settings().region == "us"
