import pytest

from shop.config import settings


@pytest.fixture(autouse=True)
def clean():
    before = settings.debug
    yield
    vars(settings)["debug"] = before
