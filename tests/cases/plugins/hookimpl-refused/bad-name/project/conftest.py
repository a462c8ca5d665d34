import pytest


@pytest.hookimpl(try_first=True)
def pytest_runtest_setup(item):
    item.name.lower()
