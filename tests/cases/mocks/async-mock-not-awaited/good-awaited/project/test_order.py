import asyncio
from unittest.mock import AsyncMock, Mock


class Client:
    def name(self):
        return "client"

    async def send(self):
        return 1


def test_awaited():
    client = AsyncMock()

    async def run():
        await client.send(1)
        await client()
        task = asyncio.create_task(client())
        await asyncio.gather(client.send(2), task)

    asyncio.run(run())
    client.send.assert_awaited()
    client.reset_mock()
    client.assert_not_called()


def test_spec():
    client = AsyncMock(spec=Client)
    client.name()
    client.name.assert_called_once_with()


def test_sync_child():
    client = AsyncMock()
    client.name = Mock()
    client.name()
    client.name.assert_called_once_with()


def test_handed_on():
    client = AsyncMock(return_value=3)
    assert asyncio.run(client()) == 3


def test_configured():
    client = AsyncMock()
    client.configure_mock(name=Mock())
    client.name()
    client.name.assert_called_once_with()
