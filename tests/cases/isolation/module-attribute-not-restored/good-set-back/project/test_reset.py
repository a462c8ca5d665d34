import pytest

from shop import client


def reset():
    client.base = None


@pytest.fixture(autouse=True)
def reset_client():
    reset()


def test_base():
    assert client.base is None
    client.base = "http://localhost"
