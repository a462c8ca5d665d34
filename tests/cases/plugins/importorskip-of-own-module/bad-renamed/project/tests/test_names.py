import pytest

names = pytest.importorskip("ports.port_names")


def test_names():
    assert names.NAMES[80] == "http"
