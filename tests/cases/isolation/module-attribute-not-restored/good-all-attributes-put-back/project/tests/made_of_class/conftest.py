import pytest

from shop.config import Settings, settings


@pytest.fixture(autouse=True)
def clean():
    yield
    Settings.__init__(settings)
