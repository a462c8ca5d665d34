from unittest.mock import patch

import pytest


@pytest.fixture(autouse=True)
def no_network():
    with patch("aiohttp.ClientSession"):
        yield
