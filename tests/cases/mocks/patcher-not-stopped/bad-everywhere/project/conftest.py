from unittest import mock

import pytest


@pytest.fixture
def cheap():
    mock.patch("shop.prices.rate", return_value=7).start()
