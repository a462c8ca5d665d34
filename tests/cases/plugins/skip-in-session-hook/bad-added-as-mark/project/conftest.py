import pytest


def pytest_collection_modifyitems(config, items):
    for item in items:
        if item.get_closest_marker("usefixtures"):
            item.add_marker(pytest.skip(reason="needs a database"))
