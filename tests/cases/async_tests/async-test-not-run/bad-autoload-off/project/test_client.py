import asyncio


async def test_connect():
    await asyncio.sleep(0)


async def test_close():
    await asyncio.sleep(0)
