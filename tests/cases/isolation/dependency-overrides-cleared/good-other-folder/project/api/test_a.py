from fastapi.testclient import TestClient

from shop.main import app


def test_one():
    assert TestClient(app).get("/user").json() == {"name": "nobody", "db": "memory"}
