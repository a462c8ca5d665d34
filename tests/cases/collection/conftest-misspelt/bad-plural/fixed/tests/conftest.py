import pytest


@pytest.fixture
def cart():
    return []


def pytest_configure(config):
    config.shop = 1
