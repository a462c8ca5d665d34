from unittest.mock import patch

import pytest


@pytest.mark.parametrize("engine", ["oracle", "sqlite"])
def test_engine_through_store(store, engine):
    assert store["engine"] == engine


@pytest.mark.parametrize("engine", ["oracle"])
def test_engine_not_asked_for(store):
    assert store["engine"] == "oracle"


@pytest.mark.parametrize("hour", [1])
def test_autouse():
    assert True


@pytest.mark.parametrize("engine", ["oracle"], indirect=True)
@pytest.mark.usefixtures("store")
def test_used(engine):
    assert engine


@patch("os.getcwd")
@pytest.mark.parametrize("number", [1])
def test_patched(getcwd, number):
    assert number


@pytest.mark.parametrize("number", [1])
class TestNumber:
    def test_number(self, number, *, other=1):
        assert number == other

    @staticmethod
    def test_static(number):
        assert number
