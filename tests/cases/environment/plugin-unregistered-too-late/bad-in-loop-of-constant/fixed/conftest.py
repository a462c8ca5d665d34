import pytest

NEEDING_SOCKETS = ["not_there", "rerunfailures"]


@pytest.hookimpl(tryfirst=True)
def pytest_addoption(parser, pluginmanager):
    manager = pluginmanager
    for each in NEEDING_SOCKETS:
        if manager.hasplugin(each):
            manager.unregister(name=each)


def pytest_report_header(config):
    failures = getattr(config, "failures_db", None)
    return "the socket is open" if getattr(failures, "sock_port", None) else "no socket"
