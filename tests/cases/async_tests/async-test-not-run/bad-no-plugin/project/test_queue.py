import asyncio


async def test_put():
    queue = asyncio.Queue()
    await queue.put(1)
    assert queue.qsize() == 1


class TestQueue:
    async def test_get(self):
        queue = asyncio.Queue()
        queue.put_nowait(1)
        assert await queue.get() == 1

    def test_empty(self):
        assert asyncio.Queue().empty()
