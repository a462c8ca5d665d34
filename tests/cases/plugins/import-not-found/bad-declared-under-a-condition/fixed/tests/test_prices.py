import pytest

yaml = pytest.importorskip("yaml")


def test_price():
    assert yaml.safe_load("2") == 2
