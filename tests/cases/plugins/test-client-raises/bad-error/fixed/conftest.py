import pytest
from fastapi.testclient import TestClient

from api import app


@pytest.fixture
def http():
    return TestClient(app, raise_server_exceptions=False)
