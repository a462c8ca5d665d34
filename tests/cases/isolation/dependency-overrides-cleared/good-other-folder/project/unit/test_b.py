from fastapi.testclient import TestClient

from shop.main import app, get_user


def teardown_function():
    app.dependency_overrides.clear()


def test_two():
    app.dependency_overrides[get_user] = lambda: "bob"
    assert TestClient(app).get("/user").json()["name"] == "bob"


def test_three():
    assert TestClient(app).get("/user").json()["name"] == "nobody"
