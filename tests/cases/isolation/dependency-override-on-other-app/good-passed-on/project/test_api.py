import pytest
from fastapi.testclient import TestClient

from api import app, create_app, get_store
from api.main import app as main_app

ours = TestClient(main_app)


@pytest.fixture
def true():
    app.dependency_overrides[get_store] = lambda: "test"
    yield TestClient(create_app())
    app.dependency_overrides.clear()


def test_both(true):
    assert ours.get("/name").json() == "test"
    assert true.get("/name").json() == "production"
