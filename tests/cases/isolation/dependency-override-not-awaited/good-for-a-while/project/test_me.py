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


def plain_user():
    return {"name": "nobody"}


@pytest.fixture
def client(monkeypatch):
    monkeypatch.setitem(app.dependency_overrides, get_user, fake_user)
    return TestClient(app)


def test_setitem(client):
    assert client.get("/me").json() == {"name": "nobody"}


def test_patch_dict():
    with patch.dict(app.dependency_overrides, {get_user: lambda: plain_user()}):
        assert TestClient(app).get("/me").json() == {"name": "nobody"}


def test_kept_elsewhere(monkeypatch):
    kept = {}
    monkeypatch.setitem(kept, app.dependency_overrides.get(get_user), lambda: fake_user())
    assert kept
