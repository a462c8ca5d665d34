import unittest
from unittest import IsolatedAsyncioTestCase

from base import Isolated, Mixin


class MailTest(Isolated):
    async def asyncSetUp(self):
        await super().asyncSetUp()
        self.box = []

    def test_sent(self):
        assert (self.sent, self.box) == (1, [])


class BoxTest(Mixin, IsolatedAsyncioTestCase):
    def test_box(self):
        assert self.sent == 2


class Shared(unittest.TestCase):
    async def asyncSetUp(self):
        self.shared = 3


class SharedTest(Shared, unittest.IsolatedAsyncioTestCase):
    def test_shared(self):
        assert self.shared == 3


class MixedTest(Mixin, unittest.TestCase):
    def test_without(self):
        assert not hasattr(self, "sent")
