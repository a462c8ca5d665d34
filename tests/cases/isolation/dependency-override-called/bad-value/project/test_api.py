import pytest
from fastapi.testclient import TestClient

from api import app, get_db


def fake_db():
    return {"name": "test"}


def yielding_db():
    yield "test"


@pytest.fixture
def client():
    app.dependency_overrides[get_db] = fake_db()
    yield TestClient(app)
    app.dependency_overrides.clear()


@pytest.fixture
def updated():
    app.dependency_overrides.update({get_db: yielding_db()})
    yield TestClient(app)
    app.dependency_overrides.clear()


@pytest.fixture
def replaced():
    async def inner():
        return "test"

    app.dependency_overrides = {get_db: inner()}
    yield TestClient(app)
    app.dependency_overrides = {}


def test_name(client):
    assert client.get("/name").json()


def test_updated(updated):
    assert updated.get("/name").json() == "test"


def test_replaced(replaced):
    assert replaced.get("/name").json() == "test"
