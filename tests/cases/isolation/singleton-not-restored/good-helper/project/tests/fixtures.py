import pytest

from shop import get_settings


@pytest.fixture(autouse=True)
def fresh():
    yield
    get_settings.cache_clear()
