import pytest

from shop import app, get_store, get_user


@pytest.fixture(autouse=True)
def memory():
    app.dependency_overrides[get_store] = lambda: "memory"
    yield
    app.dependency_overrides.pop(get_store, None)


@pytest.fixture
def admin():
    app.dependency_overrides = {get_user: lambda: "admin"}
    yield
    app.dependency_overrides.pop(get_user, None)


def test_admin(admin):
    assert app.dependency_overrides[get_store]() == "memory"
