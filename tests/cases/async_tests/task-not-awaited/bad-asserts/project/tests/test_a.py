import asyncio


async def check(value):
    await asyncio.sleep(0.01)
    assert value == 2


async def test_task():
    asyncio.create_task(check(1))


async def test_gather():
    asyncio.gather(check(1), check(3))
