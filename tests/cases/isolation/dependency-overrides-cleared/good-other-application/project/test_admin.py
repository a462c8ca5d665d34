from fastapi.testclient import TestClient

import shop
from admin import app, get_store


def test_admin():
    app.dependency_overrides[get_store] = lambda: "admin"
    assert TestClient(app).get("/name").json() == "admin"
    app.dependency_overrides.clear()


def test_shop():
    assert TestClient(shop.app).get("/name").json() == "test"
