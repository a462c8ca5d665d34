import pytest
from fastapi.testclient import TestClient

from shop import main


@pytest.fixture
def override_user(monkeypatch):
    async def admin():
        return "admin"

    monkeypatch.setitem(main.app.dependency_overrides, main.get_user, admin)


@pytest.fixture
def client():
    main.app.dependency_overrides.update({main.get_user: lambda: "admin"})
    with TestClient(main.app) as client:
        yield client
