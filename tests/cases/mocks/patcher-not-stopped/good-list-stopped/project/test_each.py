from unittest.mock import patch

import pytest

NAMES = ("shop.prices.rate", "shop.prices.tax")


@pytest.fixture
def mocks():
    patchers = [patch(name, return_value=7) for name in NAMES]
    yield [each.start() for each in patchers]
    for each in patchers:
        each.stop()


def test_mocked(mocks):
    assert mocks
