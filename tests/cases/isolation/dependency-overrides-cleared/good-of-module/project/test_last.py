from fastapi.testclient import TestClient

from shop.main import app, get_user


def test_one():
    assert TestClient(app).get("/user").json() == {"name": "nobody", "db": "memory"}


def test_two():
    app.dependency_overrides[get_user] = lambda: "bob"
    try:
        assert TestClient(app).get("/user").json() == {"name": "bob", "db": "memory"}
    finally:
        app.dependency_overrides.clear()
