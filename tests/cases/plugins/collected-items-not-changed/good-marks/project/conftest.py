import pytest


def pytest_collection_modifyitems(items):
    items = [item for item in items if "slow" in item.name]
    for item in items:
        item.add_marker(pytest.mark.skip(reason="slow"))
