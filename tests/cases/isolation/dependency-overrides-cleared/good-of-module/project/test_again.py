import pytest
from fastapi.testclient import TestClient

from shop.main import app, get_db


@pytest.fixture
def client():
    app.dependency_overrides[get_db] = lambda: "again"
    yield TestClient(app)
    app.dependency_overrides.clear()


def test_one(client):
    assert client.get("/user").json() == {"name": "nobody", "db": "again"}


def test_two(client):
    assert client.get("/user").json() == {"name": "nobody", "db": "again"}
