import asyncio
from unittest.mock import patch

from shop import client
from shop.client import Client


@patch.object(Client, "fetch", return_value=7)
def test_object(fetch):
    assert asyncio.run(client.load(Client())) == 7
