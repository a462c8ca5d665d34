from unittest.mock import patch

import pytest
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


async def get_user():
    raise PermissionError


@app.get("/me")
async def me(user=Depends(get_user)):
    return {"name": user["name"]}


async def fake_user():
    return {"name": "nobody"}


@pytest.fixture
def client(monkeypatch):
    monkeypatch.setitem(app.dependency_overrides, get_user, fake_user)
    return TestClient(app)


@pytest.fixture
def updated():
    kept = app.dependency_overrides
    app.dependency_overrides = {get_user: fake_user}
    yield TestClient(app)
    app.dependency_overrides = kept


def test_setitem(client):
    assert client.get("/me").json() == {"name": "nobody"}


def test_patch_dict():
    with patch.dict(app.dependency_overrides, {get_user: fake_user}):
        assert TestClient(app).get("/me").json() == {"name": "nobody"}


def test_updated(updated):
    assert updated.get("/me").json() == {"name": "nobody"}
