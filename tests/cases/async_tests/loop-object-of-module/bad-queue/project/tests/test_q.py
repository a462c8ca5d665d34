import asyncio

queue = asyncio.Queue()


async def later(item):
    await asyncio.sleep(0.01)
    await queue.put(item)


async def test_one():
    task = asyncio.create_task(later(1))
    assert await queue.get() == 1
    await task


async def test_two():
    task = asyncio.create_task(later(2))
    assert await queue.get() == 2
    await task
