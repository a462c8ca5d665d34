from fastapi.testclient import TestClient

from shop.main import app


def test_user():
    assert TestClient(app).get("/user").status_code == 200
