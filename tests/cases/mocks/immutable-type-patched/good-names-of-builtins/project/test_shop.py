from unittest.mock import patch

import pytest


class Shop:
    name = "one"


@pytest.fixture
def range():
    return Shop()


def test_local():
    object = Shop()
    with patch.object(object, "name", "two"):
        assert object.name == "two"


@pytest.mark.parametrize("set", [Shop()])
def test_parameter(set):
    with patch.object(set, "name", "two"):
        assert set.name == "two"


def test_fixture(range, monkeypatch):
    monkeypatch.setattr(range, "name", "two")
    assert range.name == "two"


def test_loop():
    for slice in [Shop()]:
        with patch.object(slice, "name", "two"):
            assert slice.name == "two"
