import pytest


@pytest.fixture
def pytest_server():
    return "up"
