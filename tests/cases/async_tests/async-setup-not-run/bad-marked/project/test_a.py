import unittest
from unittest.mock import patch

import pytest


@pytest.mark.asyncio
class TestShop:
    async def setup_method(self):
        self.shop = "open"

    async def test_shop(self):
        assert self.shop == "open"


@patch.dict("os.environ", {"SHOP": "open"})
class ShopTests(unittest.TestCase):
    async def setUp(self):
        self.shop = "open"

    def test_shop(self):
        self.assertEqual(self.shop, "open")
