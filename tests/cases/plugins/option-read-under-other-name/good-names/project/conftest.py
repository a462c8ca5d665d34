import pytest


def pytest_addoption(parser):
    parser.addoption("--run-slow", "--slow", action="store_true", dest="slow_ones")
    parser.addoption("-X", "--expressions", action="store")
    parser.addini("api_url", "where it listens", default="x")


@pytest.fixture
def everything(request, pytestconfig):
    config = request.config
    config.getoption("--run-slow"), config.getoption("slow_ones"), config.getoption("--slow")
    config.getoption("-X"), config.getoption("expressions"), config.getoption("--expressions")
    config.getoption("markexpr"), config.getoption("usepdb"), config.getoption("verbose"), config.getoption("-m")
    config.getoption("--runslow", False), config.getoption("run_slo", default=None)
    config.getoption("--numprocesses", skip=True)
    if config.pluginmanager.hasplugin("cov"):
        config.getoption("--cov-sorce")
    pytestconfig.getini("api_url"), pytestconfig.getini("testpaths"), pytestconfig.getini("addopts")
    try:
        return config.getoption("--runslow")
    except ValueError:
        return config.inipath
