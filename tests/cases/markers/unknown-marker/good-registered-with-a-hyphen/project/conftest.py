import pytest


def pytest_addoption(parser):
    parser.addoption("--needs-shop", action="store_true")


def pytest_configure(config):
    config.addinivalue_line("markers", "needs-shop: asks a real one")


def pytest_runtest_setup(item):
    if "needs_shop" in item.keywords and not item.config.getoption("--needs-shop"):
        pytest.skip("asked for by --needs-shop")
