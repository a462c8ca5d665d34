import pytest


class Client:
    def __init__(self):
        self.headers = {"Accept": "json"}
        self.timeout = 5


@pytest.fixture(scope="session")
def client():
    return Client()


@pytest.fixture
def fresh():
    return Client()


@pytest.fixture(scope="session")
def state():
    return {}


@pytest.fixture(scope="module")
def cleaned():
    return Client()


@pytest.fixture(autouse=True)
def clean(cleaned):
    yield
    cleaned.headers = {"Accept": "json"}
