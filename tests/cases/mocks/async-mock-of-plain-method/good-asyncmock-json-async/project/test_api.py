from unittest.mock import AsyncMock

from api import name_of


async def test_name():
    client = AsyncMock()
    client.get.return_value.json.return_value = {"name": "ann"}
    assert await name_of(client, 1) == "ann"
