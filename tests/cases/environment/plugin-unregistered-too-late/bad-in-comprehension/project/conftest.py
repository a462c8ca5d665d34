def pytest_configure(config):
    blocked = {"rerunfailures"}
    [config.pluginmanager.set_blocked(name) for name in blocked]
