import pytest

from harbour.ports import NAMES


def test_names():
    assert NAMES[80] == "http"


def test_cranes():
    cranes = pytest.importorskip("harbour.cranes.lifting", reason="harbour-cranes is not installed")
    assert cranes.lift(NAMES[80])
