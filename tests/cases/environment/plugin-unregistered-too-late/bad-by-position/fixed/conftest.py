def pytest_addoption(parser, pluginmanager):
    plugin_manager = pluginmanager
    retries = plugin_manager.get_plugin("rerunfailures")
    plugin_manager.unregister(retries, "rerunfailures")
