import asyncio

queue = asyncio.Queue()


async def test_one():
    asyncio.get_running_loop().call_later(0.01, queue.put_nowait, 1)
    assert await queue.get() == 1


async def test_size():
    assert queue.qsize() == 0
