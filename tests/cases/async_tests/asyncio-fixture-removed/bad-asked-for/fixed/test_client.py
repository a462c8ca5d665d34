import asyncio

import pytest


def test_client(client):
    assert client


@pytest.mark.asyncio
async def test_loop():
    await asyncio.sleep(0)
    assert asyncio.get_running_loop().time() > 0
