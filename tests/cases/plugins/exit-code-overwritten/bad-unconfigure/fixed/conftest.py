import pytest


@pytest.fixture(scope="session", autouse=True)
def server():
    yield
    print("stopped")
