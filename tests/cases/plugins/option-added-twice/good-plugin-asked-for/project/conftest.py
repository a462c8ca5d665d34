def pytest_addoption(parser, pluginmanager):
    if pluginmanager.hasplugin("xdist"):
        return
    group = parser.getgroup("xdist-fallback", "options of pytest-xdist, which is not installed")
    group._addoption("-n", "--numprocesses", dest="numprocesses", default="0")
