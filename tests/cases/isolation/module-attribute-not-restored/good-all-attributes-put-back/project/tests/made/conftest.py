import pytest

from shop.config import settings


@pytest.fixture(autouse=True)
def clean():
    settings.__init__()
    yield
    settings.__init__()
