import asyncio


async def price():
    return 3


async def test_awaited():
    assert await price() == 3


class TestLoops:
    def test_run(self):
        assert asyncio.run(price()) == 3

    def test_asked(self):
        loop = asyncio.get_event_loop()
        assert loop.run_until_complete(price()) == 3
