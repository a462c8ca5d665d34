import pytest


def pytest_addoption(parser):
    parser.addoption("--browser", help="which browser")
    parser.addoption("--base-url", type=str)


@pytest.fixture
def browser(request):
    return request.config.getoption("--browser", "chrome")


@pytest.fixture(scope="session")
def base_url(pytestconfig):
    url = pytestconfig.getoption("base_url", default="http://localhost")
    return url
