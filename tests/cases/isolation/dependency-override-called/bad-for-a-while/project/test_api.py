from unittest.mock import patch

import pytest
from api import app, get_db
from fastapi.testclient import TestClient


def fake_db():
    return "test"


@pytest.fixture
def client(monkeypatch):
    monkeypatch.setitem(app.dependency_overrides, get_db, fake_db())
    return TestClient(app)


@pytest.fixture
def of_key(monkeypatch):
    monkeypatch.setitem(app.dependency_overrides, get_db(), fake_db)
    return TestClient(app)


def test_name(client):
    assert client.get("/name").json() == "test"


def test_of_key(of_key):
    assert of_key.get("/name").json() == "test"


def test_patch_dict():
    with patch.dict(app.dependency_overrides, {get_db: fake_db()}):
        assert TestClient(app).get("/name").json() == "test"
