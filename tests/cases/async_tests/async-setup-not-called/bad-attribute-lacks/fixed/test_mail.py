import unittest as ut
from unittest import TestCase as Case

import pytest


class MailTest(ut.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.mail = ["a"]
        self.count = 1

    def test_sent(self):
        assert self.mail == ["a"]


@pytest.mark.asyncio
class BoxTest(ut.IsolatedAsyncioTestCase):
    def setUp(self):
        self.count = 0

    async def asyncSetUp(self):
        self.box = []

    def test_empty(self):
        self.assertEqual(self.box, [])


class CountTest(ut.IsolatedAsyncioTestCase):
    """What it sets is there otherwise."""

    count = 1

    async def asyncSetUp(self):
        self.count = 1

    async def asyncTearDown(self):
        self.count = 0

    def test_count(self):
        assert self.count == 1

    def test_perhaps(self):
        assert getattr(self, "count", 1) == 1
