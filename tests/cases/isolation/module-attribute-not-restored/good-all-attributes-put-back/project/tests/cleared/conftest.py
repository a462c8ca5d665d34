import pytest


@pytest.fixture(autouse=True)
def clean():
    from shop.config import settings

    before = settings.__dict__.copy()
    yield
    settings.__dict__.clear()
    settings.__dict__.update(before)
