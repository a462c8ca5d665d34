import pytest


def pytest_collection_modifyitems(config, items):
    if not any("integration" in arg for arg in config.args):
        return
    for item in items:
        item.add_marker(pytest.mark.integration)
