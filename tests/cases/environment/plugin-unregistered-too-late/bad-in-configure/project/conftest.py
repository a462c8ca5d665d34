import os

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    if os.environ.get("SANDBOX_ENABLED", "true") == "true":
        plugin = config.pluginmanager.get_plugin("rerunfailures")
        config.pluginmanager.unregister(plugin)


def pytest_report_header(config):
    return "the socket is open" if config.failures_db.sock_port else "no socket"
