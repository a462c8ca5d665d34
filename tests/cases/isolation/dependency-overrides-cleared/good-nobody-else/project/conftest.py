import pytest
from fastapi.testclient import TestClient

from shop.main import app, get_db


@pytest.fixture
def client():
    app.dependency_overrides[get_db] = lambda: "memory"
    yield TestClient(app)
    app.dependency_overrides.clear()
