from shop import settings


def test_debug(monkeypatch):
    monkeypatch.setattr("shop.settings.debug", True, raising=False)
    assert settings.debug


def test_no_debug():
    assert not settings.debug
