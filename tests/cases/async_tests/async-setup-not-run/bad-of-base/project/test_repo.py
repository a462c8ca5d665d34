import asyncio
from unittest import IsolatedAsyncioTestCase as AsyncCase

from shop_base import ShopCase


class RepoCase(AsyncCase):
    async def setUp(self):
        await asyncio.sleep(0)
        self.rows = {}


class RepoTests(RepoCase):
    async def test_get(self):
        self.assertIsNone(self.rows.get("x"))


class ShopTests(ShopCase):
    async def test_shop(self):
        self.assertEqual(self.shop, "open")


class Opened:
    async def setup_method(self):
        self.is_open = True


class TestOpened(Opened):
    async def test_open(self):
        assert self.is_open
