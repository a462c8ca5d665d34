from unittest.mock import MagicMock

from fastapi.testclient import TestClient

from shop.main import app, get_db, get_user


async def memory():
    return "memory"


def test_admin():
    user = MagicMock()
    app.dependency_overrides[get_user] = lambda: user.name.return_value
    app.dependency_overrides[get_db] = memory
    try:
        assert TestClient(app)
    finally:
        app.dependency_overrides.pop(get_user)
        app.dependency_overrides.pop(get_db)


def test_spec():
    app.dependency_overrides[get_db] = MagicMock(spec=memory)
    try:
        assert TestClient(app)
    finally:
        app.dependency_overrides.pop(get_db)
