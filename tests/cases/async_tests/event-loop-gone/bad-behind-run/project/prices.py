import asyncio


async def price():
    await asyncio.sleep(0)
    return 3
