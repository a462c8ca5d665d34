from unittest.mock import AsyncMock
from unittest.mock import MagicMock

import pytest

from api import Api


@pytest.fixture
def client():
    client = AsyncMock()
    response = AsyncMock()
    response.json = MagicMock(return_value={"id": 1})
    client.get.return_value = response
    return client


async def test_fetch(client):
    assert await Api(client).fetch() == 1
