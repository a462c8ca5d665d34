import pytest


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_call(item):
    yield
