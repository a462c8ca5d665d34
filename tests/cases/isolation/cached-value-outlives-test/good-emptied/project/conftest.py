import pytest

from shop.settings import load_config


@pytest.fixture(autouse=True)
def fresh_config():
    load_config.cache_clear()
    yield
    load_config.cache_clear()
