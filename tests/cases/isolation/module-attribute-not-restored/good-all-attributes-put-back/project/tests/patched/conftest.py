from unittest import mock

import pytest

from shop import config


@pytest.fixture(autouse=True)
def clean():
    with mock.patch.dict(vars(config.settings)):
        yield
