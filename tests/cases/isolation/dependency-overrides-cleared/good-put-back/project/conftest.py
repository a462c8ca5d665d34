import pytest

from shop.main import app, get_db

app.dependency_overrides[get_db] = lambda: "memory"


@pytest.fixture
def bare():
    kept = app.dependency_overrides.copy()
    app.dependency_overrides.clear()
    yield
    app.dependency_overrides.update(kept)
