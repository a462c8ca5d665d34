import asyncio

import pytest


@pytest.fixture
def queue():
    return asyncio.Queue()


async def later(queue, item):
    await asyncio.sleep(0.01)
    await queue.put(item)


async def test_one(queue):
    task = asyncio.create_task(later(queue, 1))
    assert await queue.get() == 1
    await task


async def test_two(queue):
    task = asyncio.create_task(later(queue, 2))
    assert await queue.get() == 2
    await task
