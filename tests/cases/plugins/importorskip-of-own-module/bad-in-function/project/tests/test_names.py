import pytest


def test_names():
    table = pytest.importorskip("ports.well_known", reason="no table")
    assert table.NAMES[80] == "http"
