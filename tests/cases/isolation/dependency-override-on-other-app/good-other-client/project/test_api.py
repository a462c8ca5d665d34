import pytest
from fastapi.testclient import TestClient

from api import app, create_app, get_store


@pytest.fixture
def both():
    app.dependency_overrides[get_store] = lambda: "test"
    yield TestClient(app), TestClient(create_app())
    app.dependency_overrides.clear()


def test_both(both):
    ours, true = both
    assert ours.get("/name").json() == "test"
    assert true.get("/name").json() == "production"
