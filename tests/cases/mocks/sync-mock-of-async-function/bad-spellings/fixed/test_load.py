import asyncio
from unittest import mock
from unittest.mock import AsyncMock
from unittest.mock import MagicMock, Mock, patch

import pytest

from shop import client
from shop.client import Client


@patch.object(Client, "fetch", AsyncMock(return_value=7))
def test_object():
    assert asyncio.run(client.load(Client())) == 7


def test_path():
    with mock.patch("shop.client.load", new=AsyncMock()) as load:
        asyncio.run(client.load(Client()))
        load.assert_called_once()


def test_callable():
    with patch("shop.client.Client.fetch", new_callable=AsyncMock, return_value=7):
        assert asyncio.run(client.load(Client())) == 7


def test_set(monkeypatch):
    monkeypatch.setattr(Client, "fetch", AsyncMock(return_value=[1, 2]))
    assert asyncio.run(client.load(Client())) == [1, 2]
