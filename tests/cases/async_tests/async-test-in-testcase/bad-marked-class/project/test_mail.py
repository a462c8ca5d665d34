import os
import sys
import unittest
from unittest import TestCase, mock

import pytest
from pytest import mark

slow = pytest.mark.slow


@pytest.mark.asyncio
class MarkedTest(unittest.TestCase):
    async def test_sent(self):
        assert 0


@mark.asyncio(loop_scope="class")
class CalledMarkTest(TestCase):
    async def test_sent(self):
        assert 0


@slow
@mock.patch("os.getcwd", return_value="/mail")
class PatchedTest(TestCase):
    async def test_sent(self, getcwd):
        assert os.getcwd() == "/post"


@unittest.skipIf(sys.platform == "win32", "needs a mailbox")
@mock.patch.dict(os.environ, {"MAIL": "1"})
class SkippedThereTest(TestCase):
    async def test_sent(self):
        assert os.environ["MAIL"] == "2"


class OneMarkedTest(TestCase):
    @pytest.mark.asyncio
    @unittest.skipUnless(sys.executable, "needs an interpreter")
    async def test_sent(self):
        assert 0
