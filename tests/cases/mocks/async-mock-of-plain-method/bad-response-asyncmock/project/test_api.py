from unittest.mock import AsyncMock

import pytest

from api import Api


@pytest.fixture
def client():
    client = AsyncMock()
    response = AsyncMock()
    response.json.return_value = {"id": 1}
    client.get.return_value = response
    return client


async def test_fetch(client):
    assert await Api(client).fetch() == 1
