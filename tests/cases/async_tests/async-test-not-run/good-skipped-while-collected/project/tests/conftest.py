import pytest


def pytest_configure(config):
    config.addinivalue_line("markers", "asyncio: runs on an event loop")


def pytest_collection_modifyitems(items):
    reason = pytest.mark.skip(reason="no event loop here")
    for item in items:
        if item.get_closest_marker("asyncio") is None:
            continue
        item.add_marker(reason)
