def pytest_configure(config):
    plugin_manager = config.pluginmanager
    retries = plugin_manager.get_plugin("rerunfailures")
    plugin_manager.unregister(retries, "rerunfailures")
