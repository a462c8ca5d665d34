import asyncio
import unittest
from unittest.mock import patch

import pytest


@pytest.mark.asyncio
class TestShop:
    def setup_method(self):
        async def run():
            self.shop = "open"

        asyncio.run(run())

    async def test_shop(self):
        assert self.shop == "open"


@patch.dict("os.environ", {"SHOP": "open"})
class ShopTests(unittest.TestCase):
    def setUp(self):
        async def scenario():
            self.shop = "open"

        asyncio.run(scenario())

    def test_shop(self):
        self.assertEqual(self.shop, "open")
