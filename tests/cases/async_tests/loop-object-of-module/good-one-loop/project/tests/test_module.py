import asyncio

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="module")
event = asyncio.Event()


async def test_waits():
    asyncio.get_running_loop().call_later(0.01, event.set)
    await event.wait()
    event.clear()


async def test_waits_again():
    asyncio.get_running_loop().call_later(0.01, event.set)
    await event.wait()
