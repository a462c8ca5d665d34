from fastapi.testclient import TestClient

from shop.main import app, get_user


def test_admin():
    app.dependency_overrides[get_user] = lambda: "admin"
    assert TestClient(app).get("/user").json() == {"name": "admin"}
