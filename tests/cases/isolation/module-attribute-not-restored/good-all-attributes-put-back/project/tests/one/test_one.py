from shop.config import settings


def test_debug():
    settings.debug = True
    assert settings.debug


def test_no_debug():
    assert not settings.debug
