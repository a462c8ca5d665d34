import pytest


@pytest.fixture
def offline(monkeypatch):
    monkeypatch.setenv("SHOP_OFFLINE", "1")
