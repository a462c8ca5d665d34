import asyncio

queue = asyncio.Queue()


async def put(value):
    await asyncio.sleep(0)
    await queue.put(value)


async def test_first():
    task = asyncio.create_task(put(1))
    assert await queue.get() == 1
    await task


async def test_second():
    task = asyncio.create_task(put(2))
    assert await queue.get() == 2
    await task
