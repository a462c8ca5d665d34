from fastapi.testclient import TestClient

from shop.main import app, get_user


class TestUser:
    def setup_method(self):
        app.dependency_overrides[get_user] = lambda: "bob"

    def teardown_method(self):
        app.dependency_overrides.pop(get_user, None)

    def test_one(self):
        assert TestClient(app).get("/user").json() == {"name": "bob", "db": "memory"}

    def test_two(self):
        assert TestClient(app).get("/user").json() == {"name": "bob", "db": "memory"}
