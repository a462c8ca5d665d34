def pytest_addoption(parser, pluginmanager):
    blocked = {"rerunfailures"}
    [pluginmanager.set_blocked(name) for name in blocked]
