import asyncio

import pytest


def test_client(client):
    assert client


@pytest.mark.asyncio
async def test_loop(event_loop):
    await asyncio.sleep(0)
    assert event_loop.time() > 0
