import asyncio


async def check(value):
    await asyncio.sleep(0)
    assert value == 2


async def later(event):
    event.set()


async def test_task():
    task = asyncio.create_task(check(2))
    await task


async def test_gather():
    await asyncio.gather(check(2), check(2))


async def test_background():
    event = asyncio.Event()
    asyncio.create_task(later(event))
    await event.wait()
