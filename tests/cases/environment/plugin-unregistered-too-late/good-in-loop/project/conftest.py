import os


def pytest_addoption(parser, pluginmanager):
    for name in ("rerunfailures", "socket"):
        if pluginmanager.hasplugin(name):
            pluginmanager.unregister(name=name)


def pytest_configure(config):
    for name in ("not_there", "neither"):
        plugin = config.pluginmanager.get_plugin(name)
        if plugin:
            config.pluginmanager.unregister(plugin, name)
    for name in ("not_there", "rerunfailures"):
        if name == "rerunfailures":
            continue
        if config.pluginmanager.hasplugin(name):
            config.pluginmanager.unregister(name=name)
    for name in os.environ.get("OFF", "").split():
        config.pluginmanager.set_blocked(name)


def pytest_report_header(config):
    return "a socket" if hasattr(config, "failures_db") else "no database of failures"
