import pytest

from shop.main import app, get_db


@pytest.fixture(scope="session", autouse=True)
def db():
    app.dependency_overrides[get_db] = lambda: "memory"
    yield
    app.dependency_overrides.pop(get_db, None)
