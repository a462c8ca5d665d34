import asyncio


async def test_connect():
    await asyncio.sleep(0)
