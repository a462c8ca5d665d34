from pytest_socket import disable_socket

disable_socket()


def pytest_addoption(parser, pluginmanager):
    plugin = pluginmanager.get_plugin("rerunfailures")
    if plugin:
        pluginmanager.unregister(plugin)
