from unittest.mock import patch

import pytest
from helper import stop


@pytest.fixture
def mocks():
    patchers = [patch("shop.prices.rate", return_value=7), patch("shop.prices.tax")]
    yield [each.start() for each in patchers]
    stop(patchers)


def test_mocked(mocks):
    assert mocks
