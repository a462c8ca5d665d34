from functools import wraps
from unittest import IsolatedAsyncioTestCase


def traced(method):
    @wraps(method)
    def call(self):
        return method(self)

    return call


class ShopTests(IsolatedAsyncioTestCase):
    @traced
    async def test_open(self):
        self.assertTrue(False)
