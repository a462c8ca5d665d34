import pytest


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    outcome.get_result()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item):
    return (yield)


@pytest.hookimpl(wrapper=False)
def pytest_runtest_teardown(item):
    return None
