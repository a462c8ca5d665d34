import pytest


@pytest.fixture
def server():
    return "http://localhost"
