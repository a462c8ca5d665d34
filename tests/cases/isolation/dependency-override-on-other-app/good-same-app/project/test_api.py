import pytest
from fastapi.testclient import TestClient

from api import app, get_app, get_store, mounting


@pytest.fixture(autouse=True)
def undone():
    yield
    app.dependency_overrides.clear()


def test_by_function():
    app.dependency_overrides[get_store] = lambda: "test"
    assert TestClient(get_app()).get("/name").json() == "test"


def test_mounted():
    app.dependency_overrides[get_store] = lambda: "test"
    assert TestClient(mounting()).get("/inner/name").json() == "test"


@pytest.mark.parametrize("name", ["a"])
def test_held(name):
    own = get_app()
    own.dependency_overrides[get_store] = lambda: name
    assert TestClient(own).get("/name").json() == name
