from unittest.mock import AsyncMock, MagicMock

from fastapi.testclient import TestClient

from shop.main import app, get_db, get_user


def test_admin(monkeypatch):
    app.dependency_overrides[get_user] = lambda: "admin"
    app.dependency_overrides[get_db] = lambda: "memory"
    try:
        assert TestClient(app).get("/user").status_code == 200
    finally:
        del app.dependency_overrides[get_user]
        del app.dependency_overrides[get_db]
