import pytest


@pytest.mark.hookwrapper
def pytest_runtest_call(item):
    yield
