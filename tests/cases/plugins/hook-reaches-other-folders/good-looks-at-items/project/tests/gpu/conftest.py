import pytest


def pytest_collection_modifyitems(items):
    for item in items:
        if "gpu" not in item.nodeid:
            continue
        item.add_marker(pytest.mark.gpu)
