from unittest import IsolatedAsyncioTestCase as AsyncCase


class ShopCase(AsyncCase):
    shop = ""

    async def asyncSetUp(self):
        self.shop = "open"
