from unittest.mock import patch

import pytest

NAMES = ("shop.prices.rate", "shop.prices.tax")


@pytest.fixture
def mocks():
    patchers = [patch(name, return_value=7) for name in NAMES]
    return {each.attribute: each.start() for each in patchers}


def test_mocked(mocks):
    assert mocks


def test_all_started():
    patchers = [patch(name, return_value=7) for name in NAMES]
    for each in patchers:
        each.start()
