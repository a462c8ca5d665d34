from unittest import mock

import pytest


@pytest.fixture(autouse=True)
def steady():
    with mock.patch("time.time", return_value=1.0):
        yield
