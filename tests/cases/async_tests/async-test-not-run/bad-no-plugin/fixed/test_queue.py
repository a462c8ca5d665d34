import asyncio


def test_put():
    async def run():
        queue = asyncio.Queue()
        await queue.put(1)
        assert queue.qsize() == 1

    asyncio.run(run())


class TestQueue:
    def test_get(self):
        async def run():
            queue = asyncio.Queue()
            queue.put_nowait(1)
            assert await queue.get() == 1

        asyncio.run(run())

    def test_empty(self):
        assert asyncio.Queue().empty()
