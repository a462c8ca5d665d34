import pytest
from fastapi.testclient import TestClient

from shop import app


@pytest.fixture(name="http")
def make_client():
    with TestClient(app) as client:
        yield client
