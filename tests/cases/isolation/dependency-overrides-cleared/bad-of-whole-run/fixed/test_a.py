from fastapi.testclient import TestClient

from shop.main import app, get_db, get_user


def test_admin():
    app.dependency_overrides[get_user] = lambda: "admin"
    try:
        assert TestClient(app).get("/user").json() == {"name": "admin"}
    finally:
        app.dependency_overrides.pop(get_user)


def test_memory():
    assert app.dependency_overrides[get_db]() == "memory"
