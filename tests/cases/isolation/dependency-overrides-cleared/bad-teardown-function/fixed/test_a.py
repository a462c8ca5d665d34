from fastapi.testclient import TestClient

import shop.main
from shop.main import app, get_user


def setup_function(function):
    app.dependency_overrides[get_user] = lambda: "bob"


def teardown_function(function):
    shop.main.app.dependency_overrides.pop(get_user, None)


def test_one():
    assert TestClient(app).get("/user").json() == {"name": "bob", "db": "memory"}


def test_two():
    assert TestClient(app).get("/user").json() == {"name": "bob", "db": "memory"}
