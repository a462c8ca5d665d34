import pytest

OPTIONS = {"trylast": True}


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_call(item):
    return (yield)


@pytest.hookimpl(hookwrapper=True, wrapper=False)
def pytest_runtest_setup(item):
    yield


@pytest.hookimpl(**OPTIONS)
def pytest_runtest_teardown(item):
    item.name.lower()


@pytest.hookimpl(specname="pytest_configure", optionalhook=True)
def started(config):
    config.started = True
