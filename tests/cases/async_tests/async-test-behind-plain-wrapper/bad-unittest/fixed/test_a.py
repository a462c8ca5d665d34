from functools import wraps
from unittest import IsolatedAsyncioTestCase


def traced(method):
    @wraps(method)
    async def call(self):
        return await method(self)

    return call


class ShopTests(IsolatedAsyncioTestCase):
    @traced
    async def test_open(self):
        self.assertTrue(False)
