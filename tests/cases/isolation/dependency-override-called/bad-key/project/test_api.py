import api
import pytest
from api import app, get_db
from fastapi.testclient import TestClient


@pytest.fixture
def client():
    app.dependency_overrides[get_db()] = lambda: "test"
    yield TestClient(app)
    app.dependency_overrides.clear()


@pytest.fixture
def other():
    api.app.dependency_overrides.update({api.get_db(): lambda: "test"})
    yield TestClient(api.app)
    api.app.dependency_overrides.clear()


def test_name(client):
    assert client.get("/name").json() == "test"


def test_other(other):
    assert other.get("/name").json() == "test"
