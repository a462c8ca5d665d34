import asyncio

import pytest


def test_loop(event_loop):
    assert event_loop.run_until_complete(asyncio.sleep(0, 1)) == 1


@pytest.mark.asyncio
async def test_async():
    await asyncio.sleep(0)
