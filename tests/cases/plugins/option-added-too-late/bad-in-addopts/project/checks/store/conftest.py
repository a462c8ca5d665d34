import pytest


def pytest_addoption(parser):
    parser.addoption("--store", default="memory", help="where things are kept")


@pytest.fixture
def store(request):
    return request.config.getoption("--store")
