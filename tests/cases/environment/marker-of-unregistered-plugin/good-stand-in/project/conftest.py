import os


def pytest_addoption(parser, pluginmanager):
    if os.environ.get("SANDBOX_ENABLED", "true") == "true":
        pluginmanager.unregister(name="rerunfailures")


def pytest_configure(config):
    config.addinivalue_line("markers", "flaky(reruns): no reruns here")
