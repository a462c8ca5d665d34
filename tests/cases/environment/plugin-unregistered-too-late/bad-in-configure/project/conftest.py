import os

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    if os.environ.get("SANDBOX_ENABLED", "true") == "true":
        plugin = config.pluginmanager.get_plugin("rerunfailures")
        config.pluginmanager.unregister(plugin)


def pytest_report_header(config):
    failures = getattr(config, "failures_db", None)
    return "the socket is open" if getattr(failures, "sock_port", None) else "no socket"
