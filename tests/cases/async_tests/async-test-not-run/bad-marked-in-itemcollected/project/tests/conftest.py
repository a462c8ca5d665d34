import inspect

import pytest


def pytest_itemcollected(item):
    if inspect.iscoroutinefunction(item.obj):
        item.add_marker("asyncio")
        item.add_marker(pytest.mark.timeout(5))


def pytest_configure(config):
    config.addinivalue_line("markers", "timeout: seconds")
