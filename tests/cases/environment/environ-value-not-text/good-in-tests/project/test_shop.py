import os
from os import environ
from unittest.mock import patch

import pytest

PORT = 8080


class Settings:
    environ = {}


settings = Settings()


def test_item(monkeypatch):
    monkeypatch.setitem(os.environ, "SHOP_PORT", "8080")
    monkeypatch.setitem(settings.environ, "SHOP_PORT", 8080)
    monkeypatch.setitem(settings.__dict__, "os.environ", 8080)
    monkeypatch.setenv("SHOP_LEVEL", "3")
    assert environ["SHOP_PORT"] == "8080"


@patch.dict(os.environ, {"SHOP_PORT": str(PORT)}, clear=True)
def test_decorated():
    assert environ["SHOP_PORT"] == "8080"


@patch.dict("test_shop.settings.environ", {"SHOP_PORT": 8080})
def test_other():
    assert settings.environ["SHOP_PORT"] == 8080


def test_copied():
    copied = {**os.environ, "SHOP_PORT": 8080}
    copied.update(SHOP_LEVEL=3)
    assert copied["SHOP_PORT"] == 8080


def test_refused():
    with pytest.raises(TypeError):
        os.environ.update(SHOP_PORT=8080)
    with pytest.raises(TypeError), patch.dict(os.environ, {"SHOP_PORT": 8080}):
        pass


@pytest.mark.parametrize("values", [{"SHOP_PORT": 8080}])
def test_given(values):
    with patch.dict(os.environ, {name: str(value) for name, value in values.items()}, clear=False):
        assert environ["SHOP_PORT"] == "8080"
