import config
import service


def test_url(monkeypatch):
    monkeypatch.setenv("SHOP_URL", "y")
    assert config.url() == "y"


def test_mode(monkeypatch):
    monkeypatch.setenv("SHOP_MODE", "y")
    assert service.mode() == "y"


def test_region(monkeypatch):
    monkeypatch.setenv("SHOP_REGION", "us")
    monkeypatch.setattr(config, "REGION", "us")
    assert config.REGION == "us"
