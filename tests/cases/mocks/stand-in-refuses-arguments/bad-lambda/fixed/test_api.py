from unittest import mock
from unittest.mock import patch

import pytest

from shop import api
from shop.api import Api


def test_object(monkeypatch):
    monkeypatch.setattr(Api, "load", lambda self: [7])
    assert Api("a").first() == 7


def test_text(monkeypatch):
    monkeypatch.setattr("shop.api.Api.find", lambda name: 7)
    assert Api("a").named("b") == 7


@pytest.fixture
def loaded(monkeypatch):
    monkeypatch.setattr(api.Api, "load", lambda self: [7])


def test_fixture(loaded):
    assert Api("a").first() == 7


@patch.object(Api, "load", lambda self: [8])
def test_decorated():
    assert Api("a").first() == 8


def test_function(monkeypatch):
    monkeypatch.setattr("shop.api.rate", lambda country: 2)
    assert Api("a").price("fi") == 6


def test_of_module():
    with mock.patch("shop.api.rate", new=lambda *args, **kwargs: 2):
        assert api.rate is not None
    with mock.patch.object(api, "today", lambda year: 2), patch("shop.api.rate", lambda *_: 3):
        assert Api("a").price("fi") == 6


def test_made(mocker):
    mocker.patch.object(Api, "__init__", lambda *args, **kwargs: None)
    assert Api("a")
