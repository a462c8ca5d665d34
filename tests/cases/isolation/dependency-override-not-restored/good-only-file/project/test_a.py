from fastapi.testclient import TestClient

from shop.main import app, get_user

app.dependency_overrides[get_user] = lambda: "admin"


def test_admin():
    assert TestClient(app).get("/user").json() == {"name": "admin"}
