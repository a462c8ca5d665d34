import os
from os import environ
from unittest import mock
from unittest.mock import patch

import pytest


def port():
    return os.environ["SHOP_PORT"]


def test_item(monkeypatch):
    monkeypatch.setitem(os.environ, "SHOP_PORT", 8080)
    assert port() == "8080"


@patch.dict(os.environ, {"SHOP_NAME": "shop", "SHOP_PORT": 8080})
def test_decorated():
    assert port() == "8080"


@patch.dict("os.environ", SHOP_PORT=8080, clear=False)
def test_keywords():
    assert port() == "8080"


def test_block():
    with mock.patch.dict(environ, {"SHOP_PORT": 8080}, clear=True):
        assert port() == "8080"


@pytest.fixture
def served():
    with patch.dict(os.environ, values={**os.environ, "SHOP_PORT": 8080}):
        yield


def test_served(served):
    assert port() == "8080"


def test_updated():
    with patch.dict(os.environ):
        os.environ.update({"SHOP_PORT": 8080})
        assert port() == "8080"


def test_updated_by_keyword():
    with patch.dict(os.environ):
        os.environ.update(SHOP_PORT=8080)
        assert port() == "8080"


@patch.dict(os.environ, {"SHOP_PORT": 8080})
class TestShop:
    def test_port(self):
        assert port() == "8080"
