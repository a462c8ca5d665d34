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
def user():
    app.dependency_overrides[get_user] = lambda: fake_user()
    yield
    del app.dependency_overrides[get_user]


def test_me(user):
    assert TestClient(app).get("/me").json() == {"name": "nobody"}
