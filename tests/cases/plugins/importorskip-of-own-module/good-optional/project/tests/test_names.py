import pytest

names = pytest.importorskip("ports.names")


def test_names():
    assert names.NAMES[80] == "http"


def test_frames():
    polars = pytest.importorskip("polars.dataframe")
    assert polars
