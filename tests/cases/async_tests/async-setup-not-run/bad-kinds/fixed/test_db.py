import asyncio
import unittest


class TestDb:
    ready = False

    def setup_method(self):
        async def run():
            self.ready = True

        asyncio.run(run())

    async def test_ready(self):
        assert self.ready


class DbTest(unittest.IsolatedAsyncioTestCase):
    ready = False

    async def asyncSetUp(self):
        self.ready = True

    async def test_ready(self):
        self.assertTrue(self.ready)


class PlainTest(unittest.TestCase):
    ready = False

    def setUp(self):
        async def scenario():
            self.ready = True

        asyncio.run(scenario())

    def test_ready(self):
        self.assertTrue(self.ready)
