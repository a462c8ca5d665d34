def pytest_addoption(parser, pluginmanager):
    pluginmanager.unregister(name="rerunfailures")


def pytest_configure(config):
    absent = config.pluginmanager.get_plugin("not_there")
    if absent:
        config.pluginmanager.unregister(absent)


def pytest_report_header(config):
    return "a socket" if hasattr(config, "failures_db") else "no database of failures"
