import pytest


def pytest_addoption(parser):
    parser.addoption("--run-slow", action="store_true")


def pytest_collection_modifyitems(config, items):
    if config.getoption("--runslow"):
        return
    for item in items:
        if "slow" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="needs --run-slow"))
