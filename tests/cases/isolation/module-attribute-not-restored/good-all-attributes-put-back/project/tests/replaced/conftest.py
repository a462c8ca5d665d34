import pytest

from shop.config import settings


@pytest.fixture(autouse=True)
def clean():
    before = dict(settings.__dict__)
    yield
    settings.__dict__ = before
