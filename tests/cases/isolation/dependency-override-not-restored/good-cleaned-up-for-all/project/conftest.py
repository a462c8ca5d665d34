import pytest

from shop.main import app


@pytest.fixture(autouse=True)
def overrides():
    yield
    app.dependency_overrides.clear()
