import asyncio


async def test_loop():
    await asyncio.sleep(0)
