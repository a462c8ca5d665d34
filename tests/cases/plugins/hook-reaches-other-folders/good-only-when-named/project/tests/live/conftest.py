import pytest


def is_alone(config):
    return len(config.args) == 1 and config.args[0].endswith("live")


def pytest_collection_modifyitems(config, items):
    if is_alone(config):
        for item in items:
            item.add_marker(pytest.mark.live)
