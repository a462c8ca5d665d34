import asyncio
import unittest


async def price():
    return 3


class TestAsync(unittest.IsolatedAsyncioTestCase):
    async def test_awaited(self):
        assert await price() == 3


def test_asked():
    loop = asyncio.new_event_loop()
    assert loop.run_until_complete(price()) == 3
