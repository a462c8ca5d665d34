import pytest

from shop import app, get_store, get_user


@pytest.fixture
def store():
    app.dependency_overrides[get_store] = lambda: "fake"
    yield
    app.dependency_overrides.pop(get_store)


@pytest.fixture
def client():
    app.dependency_overrides[get_user] = lambda: "bob"
    yield
    app.dependency_overrides = {}
