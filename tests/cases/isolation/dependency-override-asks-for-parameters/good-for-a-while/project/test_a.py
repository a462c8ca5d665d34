import operator
from unittest.mock import MagicMock, create_autospec, patch

from fastapi.testclient import TestClient

from shop.main import app, get_db, get_user

STATES = {}


def admin():
    return "admin"


def test_setitem(monkeypatch):
    user = MagicMock(return_value="admin")
    monkeypatch.setitem(app.dependency_overrides, get_user, lambda: user())
    monkeypatch.setitem(app.dependency_overrides, get_db, create_autospec(admin))
    monkeypatch.setitem(STATES, app.dependency_overrides.get(get_user), MagicMock())
    monkeypatch.setitem(app.state._state, "mailer", MagicMock())
    assert TestClient(app).get("/user").json() == {"name": "admin"}


def test_patch_dict():
    with patch.dict(app.dependency_overrides, {get_user: admin, get_db: create_autospec(admin)}):
        assert TestClient(app).get("/user").json() == {"name": "admin"}
    with patch.dict(app.dependency_overrides):
        app.dependency_overrides[get_user] = admin
        assert TestClient(app).get("/user").json() == {"name": "admin"}
    with patch.dict(app.dependency_overrides, {**{}, get_user: admin}, clear=True):
        assert TestClient(app).get("/user").json() == {"name": "admin"}
    with patch.dict("os.environ", {"MODE": "test"}):
        assert operator.getitem(STATES, "mailer") if STATES else TestClient(app)
