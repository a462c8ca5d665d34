import pytest


def pytest_collection_modifyitems(items):
    mine = [item for item in items if "/slow/" in str(item.fspath)]
    for item in mine:
        item.add_marker(pytest.mark.slow)
    [item.add_marker(pytest.mark.slow) for item in items if item.name == "test_slow"]
