import asyncio
from unittest.mock import AsyncMock


async def order(client):
    client = AsyncMock(side_effect=ValueError)
    client()


def test_order():
    client = AsyncMock()
    client.send(1)
    client.send.assert_awaited_once()


def test_raises():
    mock = AsyncMock(side_effect=ValueError)

    async def run():
        mock()

    asyncio.run(run())
    mock.assert_awaited_once()
