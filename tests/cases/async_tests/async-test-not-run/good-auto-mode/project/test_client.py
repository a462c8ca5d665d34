import asyncio
import unittest


async def test_connect():
    await asyncio.sleep(0)


class TestClient:
    async def test_close(self):
        await asyncio.sleep(0)


class TestIsolated(unittest.IsolatedAsyncioTestCase):
    async def test_wait(self):
        await asyncio.sleep(0)
