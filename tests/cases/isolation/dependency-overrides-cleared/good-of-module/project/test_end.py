from fastapi.testclient import TestClient

from shop.main import app, get_user


def teardown_module():
    app.dependency_overrides.clear()


def test_one():
    app.dependency_overrides[get_user] = lambda: "bob"
    assert TestClient(app).get("/user").json() == {"name": "bob", "db": "memory"}


def test_two():
    assert TestClient(app).get("/user").json() == {"name": "bob", "db": "memory"}
