import pytest
from fastapi.testclient import TestClient

from shop.main import app, get_user


@pytest.fixture
def client():
    app.dependency_overrides[get_user] = lambda: "bob"
    yield TestClient(app)
    app.dependency_overrides.clear()


def test_one(client):
    assert client.get("/user").json() == {"name": "bob", "db": "memory"}


def test_two(client):
    assert client.get("/user").json() == {"name": "bob", "db": "memory"}
