from fastapi.testclient import TestClient

from shop.main import app


class TestAll:
    @classmethod
    def teardown_class(cls):
        app.dependency_overrides.clear()

    def test_one(self):
        assert TestClient(app).get("/user").json() == {"name": "nobody", "db": "memory"}

    def test_two(self):
        assert TestClient(app).get("/user").json() == {"name": "nobody", "db": "memory"}
