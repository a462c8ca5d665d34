import pytest
from pytest import skip


def pytest_addoption(parser):
    parser.addoption("--slow", action="store_true")


def pytest_collection_modifyitems(config, items):
    if config.getoption("--slow"):
        return
    skip_slow = pytest.mark.skip("needs --slow")
    for item in items:
        item.add_marker(skip_slow)
