import helpers
import pytest
from fastapi.testclient import TestClient

from api import app, get_db


@pytest.fixture
def client():
    app.dependency_overrides[get_db] = helpers.fake_db()
    yield TestClient(app)
    del app.dependency_overrides[get_db]
