import pytest


def pytest_addoption(parser):
    parser.addoption("--browser", default="firefox")
    parser.addoption("--level")
    parser.addoption("--slow", action="store_true")
    parser.addoption("--depth")
    parser.addoption("--tint")
    parser.addoption("--port")
    parser.addoption("--size")


def open_with(size):
    assert size.upper() == "SMALL"


@pytest.fixture
def settings(request):
    get = request.config.getoption
    depth = request.config.getoption("--depth", "3") or "3"
    color = request.config.getoption("--tint", "red")
    if color is None:
        color = "red"
    port = request.config.getoption("--port", None)
    other = request.config.getoption("--of-another-plugin", "chrome")
    level = request.config.getoption("--level", "low")
    slow = request.config.getoption("--slow", False)
    assert request.config.getoption("--size", "small", skip=True) == "small"
    open_with(request.config.getoption("--size", "small", True))
    return request.config.getoption("--browser", "chrome"), get, depth, color, port, other, level, slow
