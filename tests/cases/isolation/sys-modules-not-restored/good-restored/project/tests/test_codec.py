import sys
import types
from unittest import mock


def test_monkeypatch(monkeypatch):
    monkeypatch.setitem(sys.modules, "shop_speed", None)
    sys.modules["shop_speed"] = types.ModuleType("shop_speed")


def test_patched():
    with mock.patch.dict(sys.modules, {"shop_speed": None}):
        sys.modules["shop_more"] = types.ModuleType("shop_more")


@mock.patch.dict("sys.modules", shop_speed=None)
def test_decorated():
    sys.modules["shop_speed"] = types.ModuleType("shop_speed")


def test_finally():
    sys.modules["shop_speed"] = types.ModuleType("shop_speed")
    try:
        import shop_speed
    finally:
        del sys.modules["shop_speed"]


def test_forgotten():
    sys.modules.pop("colorsys", None)
