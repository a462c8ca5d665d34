import asyncio
import unittest
from unittest import mock

import pytest


def run_all(klass):
    for name, method in list(vars(klass).items()):
        if name.startswith("test_"):
            setattr(klass, name, lambda self, method=method: asyncio.run(method(self)))
    return klass


@run_all
class DecoratedTest(unittest.TestCase):
    async def test_sent(self):
        await asyncio.sleep(0)


@pytest.mark.usefixtures("tmp_path")
@run_all
class MarkedAndDecoratedTest(unittest.TestCase):
    async def test_sent(self):
        await asyncio.sleep(0)


@pytest.mark.filterwarnings("ignore:nothing")
class IsolatedTest(unittest.IsolatedAsyncioTestCase):
    async def test_sent(self):
        await asyncio.sleep(0)


@mock.patch("os.getcwd")
class PatchedTest(unittest.IsolatedAsyncioTestCase):
    async def test_sent(self, getcwd):
        await asyncio.sleep(0)


@unittest.skip("not yet")
class SkippedTest(unittest.TestCase):
    async def test_sent(self):
        assert 0


@pytest.mark.skip(reason="not yet")
class MarkedAsSkippedTest(unittest.TestCase):
    async def test_sent(self):
        assert 0


class OneSkippedTest(unittest.TestCase):
    @pytest.mark.skip
    async def test_sent(self):
        assert 0
