import os

import pytest


def pytest_configure(config):
    os.environ["SHOP_TESTING"] = "1"


@pytest.fixture(scope="session", autouse=True)
def settings():
    os.environ["SHOP_SETTINGS"] = "tests/settings.toml"


@pytest.fixture(autouse=True)
def environment():
    saved = dict(os.environ)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(saved)
