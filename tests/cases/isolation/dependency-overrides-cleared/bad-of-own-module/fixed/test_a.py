import pytest
from fastapi.testclient import TestClient

from shop.main import app, get_db, get_user


@pytest.fixture(scope="module")
def client():
    app.dependency_overrides[get_db] = lambda: "memory"
    yield TestClient(app)
    app.dependency_overrides.pop(get_db, None)


class TestUser:
    @classmethod
    def teardown_class(cls):
        app.dependency_overrides.pop(get_user, None)

    def test_one(self, client):
        app.dependency_overrides[get_user] = lambda: "bob"
        assert client.get("/user").json() == {"name": "bob", "db": "memory"}


def test_two(client):
    assert client.get("/user").json() == {"name": "nobody", "db": "memory"}
