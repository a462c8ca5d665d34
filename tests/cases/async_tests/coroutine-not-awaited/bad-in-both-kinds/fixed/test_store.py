import asyncio


async def check(value):
    await asyncio.sleep(0)
    assert value == 1


async def test_async():
    await asyncio.sleep(0.1)
    await check(2)


def test_sync():
    asyncio.run(check(2))
