def pytest_addoption(parser, pluginmanager):
    pluginmanager.unregister(pluginmanager.get_plugin("timeout"))
