import unittest


class Base(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.sent = 1
