import asyncio
import unittest


class Overridden(unittest.IsolatedAsyncioTestCase):
    async def setUp(self):
        self.rows = {}


class OverriddenTests(Overridden):
    def setUp(self):
        asyncio.run(super().setUp())

    async def test_get(self):
        self.assertEqual(self.rows, {})


class Running(unittest.TestCase):
    def _callSetUp(self):
        asyncio.run(self.setUp())

    async def setUp(self):
        self.rows = {}


class RunningTests(Running):
    def test_get(self):
        self.assertEqual(self.rows, {})


class Behind:
    async def setUp(self):
        raise ValueError("never called: TestCase has one")


class BehindTests(unittest.TestCase, Behind):
    def test_get(self):
        self.assertTrue(True)


class Opened:
    async def setUp(self):
        self.is_open = True


class TestOpened(Opened):
    def test_open(self):
        asyncio.run(self.setUp())
        assert self.is_open
