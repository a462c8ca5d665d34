import asyncio
import inspect
from unittest.mock import AsyncMock, Mock


def test_run():
    send = AsyncMock(return_value=True)
    result = asyncio.run(send(1))
    assert result


def test_run_by_name():
    send = AsyncMock(return_value=True)
    coroutine = send(1)
    assert coroutine
    assert asyncio.run(coroutine)


def test_until_complete():
    send = AsyncMock(return_value=True)
    loop = asyncio.new_event_loop()
    first = send(1)
    assert loop.run_until_complete(first)
    loop.close()


def test_awaited_later():
    send = AsyncMock(return_value=3)

    async def run():
        first, second, third = send(1), send(2), send(3)
        coroutine = send(4)
        task = asyncio.create_task(send(5))
        assert await coroutine == 3
        assert await asyncio.gather(first, second, third) == [3, 3, 3]
        assert await task == 3
        assert await send(6) == 3
        assert (await send(7)) and not (await send(8)) == 4

    asyncio.run(run())


def make():
    send = AsyncMock(return_value=3)
    return send(1)


def test_returned():
    assert asyncio.run(make()) == 3


def test_is_coroutine():
    send = AsyncMock()
    result = send(1)
    assert inspect.iscoroutine(result)
    result.close()
    assert inspect.isawaitable(other := send(2))
    other.close()


def test_sync_children():
    client = AsyncMock()
    client.get = Mock(return_value=3)
    client.orders.name = Mock(return_value="x")
    assert client.get("x") == 3
    result = client.orders.name()
    assert result == "x"


def test_spec():
    send = AsyncMock(spec=["name"])
    assert send.called is False
    client = Mock(get=AsyncMock(return_value=1))
    assert client.name()


def test_asked_of_the_mock():
    client = AsyncMock()
    child = client.child
    assert client.get is client.get
    assert child == client.child
    assert client._mock_children is not None
