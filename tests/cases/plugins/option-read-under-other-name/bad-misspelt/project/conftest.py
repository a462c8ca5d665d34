import pytest


def pytest_addoption(parser):
    parser.getgroup("shop").addoption("--stage-url", default="http://localhost")


@pytest.fixture
def url(request):
    return request.config.getoption("--stage-uri")
