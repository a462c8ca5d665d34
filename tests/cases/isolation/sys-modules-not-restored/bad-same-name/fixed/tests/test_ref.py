import sys
from types import ModuleType


def test_ref(monkeypatch):
    ports = ModuleType("ports")
    monkeypatch.setitem(sys.modules, "ports", ports)
    assert "ports" in sys.modules


def test_ref_again():
    assert sys.version
