import pytest
from fastapi.testclient import TestClient

from api import main
from api.main import app, create_app
from api.store import get_store


@pytest.fixture
def client():
    app.dependency_overrides[get_store] = lambda: "test"
    with TestClient(create_app()) as client:
        yield client
    app.dependency_overrides.clear()


def test_name(client):
    assert client.get("/name").json() == "test"


def test_own():
    main.app.dependency_overrides.update({get_store: lambda: "test"})
    other = main.create_app()
    client = TestClient(other)
    answer = client.get("/name").json()
    main.app.dependency_overrides.clear()
    assert answer == "test"
