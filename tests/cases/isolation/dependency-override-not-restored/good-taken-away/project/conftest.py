import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from shop.main import app, get_db, get_user

app.dependency_overrides[get_db] = lambda: "memory"


@pytest.fixture
def as_admin():
    app.dependency_overrides[get_user] = lambda: "admin"
    yield
    del app.dependency_overrides[get_user]


@pytest.fixture
def as_guest(request):
    app.dependency_overrides[get_user] = lambda: "guest"
    request.addfinalizer(lambda: app.dependency_overrides.pop(get_user))


@pytest.fixture
def saved():
    before = dict(app.dependency_overrides)
    app.dependency_overrides[get_user] = lambda: "guest"
    yield
    app.dependency_overrides = before


@pytest.fixture(scope="session")
def client():
    app.dependency_overrides[get_db] = lambda: "memory"
    return TestClient(app)


@pytest.fixture
def own_app():
    app = FastAPI()
    app.dependency_overrides[get_user] = lambda: "own"
    return app
