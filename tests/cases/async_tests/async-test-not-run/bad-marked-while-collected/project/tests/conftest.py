from inspect import iscoroutinefunction

from pytest import mark


def pytest_collection_modifyitems(items):
    for item in items:
        if iscoroutinefunction(item.function):
            item.add_marker(mark.asyncio)
