from unittest import IsolatedAsyncioTestCase as AsyncCase


class ShopCase(AsyncCase):
    shop = ""

    async def setUp(self):
        self.shop = "open"
