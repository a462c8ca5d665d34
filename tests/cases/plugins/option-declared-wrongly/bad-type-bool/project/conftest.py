import pytest


def pytest_addoption(parser):
    group = parser.getgroup("browser")
    group.addoption("--headless", type=bool, default=True, help="run without a window")


@pytest.fixture
def headless(request):
    return request.config.getoption("headless")
