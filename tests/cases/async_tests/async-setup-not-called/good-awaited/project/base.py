import unittest


class Isolated(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.sent = 1


class Mixin:
    async def asyncSetUp(self):
        self.sent = 2
