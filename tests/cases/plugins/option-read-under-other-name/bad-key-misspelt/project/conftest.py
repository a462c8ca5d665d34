import pytest


def pytest_addoption(parser):
    parser.addini("api_url", "where it listens")


@pytest.fixture
def api(pytestconfig):
    return pytestconfig.getini("api-url")
