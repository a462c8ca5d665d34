import pytest
from client import Client


@pytest.fixture
def shop():
    client = Client()
    client.size = 3
    return client
