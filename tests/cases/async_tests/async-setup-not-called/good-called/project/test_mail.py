import asyncio
import unittest

from helpers import run


class MailTest(unittest.TestCase):
    def setUp(self):
        asyncio.run(self.asyncSetUp())

    async def asyncSetUp(self):
        self.mail = 1

    def test_sent(self):
        assert self.mail == 1


class Awaited(unittest.TestCase):
    def run(self, result=None):
        run(self.prepare)
        return super().run(result)

    async def prepare(self):
        self.box = 1

    async def asyncTearDown(self):
        del self.box

    def test_box(self):
        assert self.box == 1
