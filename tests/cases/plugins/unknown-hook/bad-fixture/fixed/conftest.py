import pytest


@pytest.fixture(name="pytest_server")
def server():
    return "up"
