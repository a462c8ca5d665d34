import asyncio
from unittest.mock import AsyncMock, MagicMock, Mock, patch

from shop import client
from shop.client import Client


async def seven():
    return 7


@patch.object(Client, "fetch", return_value=7)
def test_left_to_patch(fetch):
    assert asyncio.run(client.load(Client())) == 7


def test_async_mock():
    with patch("shop.client.Client.fetch", AsyncMock(return_value=7)):
        assert asyncio.run(client.load(Client())) == 7


def test_side_effect():
    with patch.object(Client, "fetch", MagicMock(side_effect=seven)):
        assert asyncio.run(client.load(Client())) == 7


def test_coroutine():
    with patch.object(Client, "fetch", MagicMock(return_value=seven())):
        assert asyncio.run(client.load(Client())) == 7


def test_sync_method():
    with patch.object(Client, "name", MagicMock(return_value="x")):
        assert Client().name() == "x"


def test_runner_replaced():
    with patch("shop.client.load", Mock()) as load, patch("asyncio.run") as run:
        asyncio.run(client.load(1))
        load.assert_called_once_with(1)
        run.assert_called_once()
