import asyncio


def test_mocker(mocker):
    send = mocker.AsyncMock(return_value=2)
    assert asyncio.run(send(1)) == 2
    send.assert_awaited_once_with(1)
    plain = mocker.Mock(return_value=2)
    assert plain(1) == 2


async def use(client):
    return await client.get("x")


def test_handed_on(mocker):
    client = mocker.AsyncMock()
    client.get.return_value = 2
    result = asyncio.run(use(client))
    assert result == 2
