from functools import partial

import pytest
from fastapi.testclient import TestClient

from shop import app


@pytest.fixture
def client():
    client = TestClient(app)
    client.delete = partial(client.request, "DELETE")
    return client
