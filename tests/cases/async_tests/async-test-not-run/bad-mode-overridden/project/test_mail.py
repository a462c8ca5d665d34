import asyncio


async def test_sent():
    await asyncio.sleep(0)


class TestBox:
    async def test_empty(self):
        await asyncio.sleep(0)
