import pytest

from shop.config import replaced


@pytest.fixture(autouse=True)
def clean():
    before = dict(replaced.__dict__)
    yield
    replaced.__dict__ = before
