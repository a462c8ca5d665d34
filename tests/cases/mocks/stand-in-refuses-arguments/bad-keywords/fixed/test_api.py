from unittest.mock import patch

from shop.api import Api


def test_set(monkeypatch):
    monkeypatch.setattr(target=Api, name="load", value=lambda self: [7])
    assert Api().load() == [7]


def test_patched():
    with patch(target="shop.api.Api.load", new=lambda self: [8]):
        assert Api().load() == [8]
