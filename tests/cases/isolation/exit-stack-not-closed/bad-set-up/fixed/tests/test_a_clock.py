import time
import unittest
from contextlib import ExitStack
from unittest import mock

import pytest


class TestClock:
    def setup_method(self):
        self.stack = ExitStack()
        self.stack.enter_context(mock.patch("time.time", return_value=1.0))

    def test_time(self):
        assert time.time() == 1.0


class ClockTest(unittest.TestCase):
    def setUp(self):
        self.patches = ExitStack()
        self.addCleanup(self.patches.close)
        for name in ("time", "monotonic"):
            self.patches.enter_context(mock.patch.object(time, name, return_value=2.0))

    def test_time(self):
        self.assertEqual(time.time(), 2.0)


@pytest.fixture
def clock(request):
    stack = ExitStack()
    request.addfinalizer(stack.close)
    stack.enter_context(mock.patch("time.time", return_value=3.0))


def test_clock(clock):
    assert time.time() == 3.0
