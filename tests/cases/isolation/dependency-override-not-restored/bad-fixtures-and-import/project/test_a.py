from fastapi.testclient import TestClient

from shop.main import app, get_db

app.dependency_overrides[get_db] = lambda: "memory"


class TestUser:
    def setup_method(self):
        app.dependency_overrides[get_db] = lambda: "memory"

    def test_user(self, override_user, client):
        assert client.get("/user").json() == {"name": "admin"}
