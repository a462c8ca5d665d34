import pytest

from shop import config


@pytest.fixture(autouse=True)
def clean():
    before = dict(vars(config.settings))
    yield
    vars(config.settings).update(before)
