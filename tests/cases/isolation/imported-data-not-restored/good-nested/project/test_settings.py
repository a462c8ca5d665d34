import copy

import pytest
from shop import SETTINGS


@pytest.fixture
def test_db():
    before = SETTINGS["db"]["url"]
    SETTINGS["db"]["url"] = "test"
    yield
    SETTINGS["db"]["url"] = before


def test_fixture(test_db):
    assert SETTINGS["db"]["url"] == "test"


def test_patched(monkeypatch):
    monkeypatch.setitem(SETTINGS["db"], "url", "test")
    assert SETTINGS["db"]["url"] == "test"


def test_copy():
    settings = copy.deepcopy(SETTINGS)
    settings["db"]["url"] = "test"
    assert SETTINGS["db"]["url"] == "prod"


def test_final():
    before = SETTINGS["db"]["url"]
    try:
        SETTINGS["db"]["url"] = "test"
        assert SETTINGS["db"]["url"] == "test"
    finally:
        SETTINGS["db"]["url"] = before
