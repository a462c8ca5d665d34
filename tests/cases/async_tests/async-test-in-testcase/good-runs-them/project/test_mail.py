import asyncio
import unittest

from base import AsyncCase, in_loop


class IsolatedTest(unittest.IsolatedAsyncioTestCase):
    async def test_wait(self):
        await asyncio.sleep(0)


class OwnTest(AsyncCase):
    async def test_wait(self):
        await asyncio.sleep(0)


class DecoratedTest(unittest.TestCase):
    @in_loop
    async def test_wait(self):
        await asyncio.sleep(0)

    def test_with_inner(self):
        async def inner():
            return 1

        assert asyncio.run(inner()) == 1
