import asyncio
from unittest.mock import AsyncMock


def test_order():
    client = AsyncMock()
    asyncio.run(client.send(1))
    client.send.assert_awaited_once()
