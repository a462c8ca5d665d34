import pytest


def pytest_addoption(parser):
    parser.addoption("--browser", default="chrome", help="which browser")
    parser.addoption("--base-url", type=str, default="http://localhost")


@pytest.fixture
def browser(request):
    return request.config.getoption("--browser")


@pytest.fixture(scope="session")
def base_url(pytestconfig):
    return pytestconfig.getoption("base_url")
