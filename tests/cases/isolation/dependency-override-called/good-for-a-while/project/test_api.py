from unittest.mock import patch

from api import app, get_db
from fastapi.testclient import TestClient


def fake_db():
    return "test"


def handing_out(value):
    return lambda: value


def overrides():
    return {get_db: fake_db}


def test_setitem(monkeypatch):
    monkeypatch.setitem(app.dependency_overrides, get_db, handing_out("test"))
    assert TestClient(app).get("/name").json() == "test"


def test_patch_dict():
    with patch.dict(app.dependency_overrides, {get_db: fake_db}):
        assert TestClient(app).get("/name").json() == "test"
    with patch.dict(app.dependency_overrides, overrides()):
        assert TestClient(app).get("/name").json() == "test"
    with patch.dict(app.dependency_overrides, {**overrides()}):
        assert TestClient(app).get("/name").json() == "test"
