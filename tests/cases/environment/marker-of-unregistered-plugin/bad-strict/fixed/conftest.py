def pytest_addoption(parser, pluginmanager):
    pluginmanager.unregister(name="rerunfailures")


def pytest_configure(config):
    config.addinivalue_line("markers", "flaky: of pytest-rerunfailures, which is unregistered")
