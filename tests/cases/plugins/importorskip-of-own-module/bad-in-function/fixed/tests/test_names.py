import pytest


def test_names():
    table = pytest.importorskip("ports.table", reason="no table")
    assert table.NAMES[80] == "http"
