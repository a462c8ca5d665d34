from unittest import mock
from unittest.mock import AsyncMock, MagicMock, patch

import pytest
from fastapi.testclient import TestClient

from shop.main import app, get_db, get_user


@pytest.fixture
def admin(monkeypatch):
    monkeypatch.setitem(app.dependency_overrides, get_user, AsyncMock(return_value="admin"))
    return TestClient(app)


def test_setitem(admin):
    assert admin.get("/user").json() == {"name": "admin"}


def test_context():
    with pytest.MonkeyPatch.context() as patcher:
        patcher.setitem(app.dependency_overrides, name=get_user, value=MagicMock(return_value="admin"))
        assert TestClient(app).get("/user").json() == {"name": "admin"}


def test_patch_dict():
    with mock.patch.dict(app.dependency_overrides, {get_user: MagicMock(return_value="admin")}):
        assert TestClient(app).get("/user").json() == {"name": "admin"}


@patch.dict(app.dependency_overrides, values={get_user: mock.Mock(return_value="admin"), get_db: lambda: "db"}, clear=True)
def test_decorated():
    assert TestClient(app).get("/user").json() == {"name": "admin"}


@pytest.fixture
def updated():
    app.dependency_overrides.update({get_user: AsyncMock(return_value="admin")})
    yield TestClient(app)
    del app.dependency_overrides[get_user]


def test_updated(updated):
    assert updated.get("/user").json() == {"name": "admin"}
