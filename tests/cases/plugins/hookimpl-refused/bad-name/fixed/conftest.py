import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    item.name.lower()
