import sys
from types import ModuleType


def test_ref():
    ports = ModuleType("ports")
    sys.modules["ports"] = ports
    assert "ports" in sys.modules


def test_ref_again():
    assert sys.version
