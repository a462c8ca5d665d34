import pytest
from starlette.testclient import TestClient

from shop.main import app


@pytest.fixture(scope="module")
def client():
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client
