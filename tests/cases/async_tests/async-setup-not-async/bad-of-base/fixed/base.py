import unittest


class Base(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.items = [1]
