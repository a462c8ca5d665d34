import asyncio


async def check(queue):
    assert queue is not None


async def serve(queue):
    await queue.put(1)


async def test_kept():
    task = asyncio.create_task(check(asyncio.Queue()))
    await task


async def test_served():
    queue = asyncio.Queue()
    asyncio.create_task(serve(queue))
    assert await queue.get() == 1


async def test_group():
    async with asyncio.TaskGroup() as group:
        group.create_task(check(asyncio.Queue()))


async def test_gathered():
    await asyncio.gather(check(asyncio.Queue()))
    both = asyncio.gather(check(asyncio.Queue()))
    await both


async def test_waited():
    await asyncio.wait_for(asyncio.gather(check(asyncio.Queue())), 1)
