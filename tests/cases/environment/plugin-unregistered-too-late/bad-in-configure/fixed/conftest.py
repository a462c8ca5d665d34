import os

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_addoption(parser, pluginmanager):
    if os.environ.get("SANDBOX_ENABLED", "true") == "true":
        plugin = pluginmanager.get_plugin("rerunfailures")
        pluginmanager.unregister(plugin)


def pytest_report_header(config):
    failures = getattr(config, "failures_db", None)
    return "the socket is open" if getattr(failures, "sock_port", None) else "no socket"
