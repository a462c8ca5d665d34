import asyncio
import functools
import unittest

import pytest_asyncio


def run(function):
    @functools.wraps(function)
    def wrapper(self):
        asyncio.run(function(self))

    return wrapper


class TestDb:
    ready = False

    @pytest_asyncio.fixture(autouse=True)
    async def prepared(self):
        self.ready = True

    async def test_ready(self):
        assert self.ready


class TestWrapped:
    ready = False

    @run
    async def setup_method(self):
        self.ready = True

    def test_ready(self):
        assert self.ready


class DbTest(unittest.IsolatedAsyncioTestCase):
    ready = False

    async def asyncSetUp(self):
        self.ready = True

    async def test_ready(self):
        self.assertTrue(self.ready)


class Service:
    async def setup_method(self):
        return 1


async def test_service():
    assert await Service().setup_method() == 1
