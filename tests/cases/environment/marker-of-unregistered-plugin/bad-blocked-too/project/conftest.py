def pytest_addoption(parser, pluginmanager):
    plugin = pluginmanager.get_plugin("rerunfailures")
    if plugin is not None:
        pluginmanager.unregister(plugin)
    pluginmanager.set_blocked("rerunfailures")
