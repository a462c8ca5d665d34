def pytest_configure(config):
    pm = config.pluginmanager
    for name in ("rerunfailures",):
        plugin = pm.get_plugin(name)
        if plugin is not None:
            pm.unregister(plugin, name)


def pytest_report_header(config):
    failures = getattr(config, "failures_db", None)
    return "the socket is open" if getattr(failures, "sock_port", None) else "no socket"
