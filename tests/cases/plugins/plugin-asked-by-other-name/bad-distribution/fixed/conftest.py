import pytest


def pytest_collection_modifyitems(config, items):
    if not config.pluginmanager.hasplugin("xdist"):
        for item in items:
            item.add_marker(pytest.mark.skip(reason="needs workers"))
