import unittest


class Base(unittest.TestCase):
    async def asyncSetUp(self):
        self.sent = 1
