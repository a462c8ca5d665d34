import time
import unittest
from contextlib import ExitStack
from unittest import mock

import pytest
from base import Base


class TestClock:
    def setup_method(self):
        self.stack = ExitStack()
        self.stack.enter_context(mock.patch("time.time", return_value=1.0))

    def teardown_method(self):
        self.stack.close()

    def test_time(self):
        assert time.time() == 1.0


class ClockTest(unittest.TestCase):
    def setUp(self):
        stack = ExitStack()
        self.addCleanup(stack.close)
        stack.enter_context(mock.patch("time.time", return_value=1.0))

    def test_time(self):
        self.assertEqual(time.time(), 1.0)


class KeptTest(unittest.TestCase):
    def setUp(self):
        with ExitStack() as stack:
            stack.enter_context(mock.patch("time.time", return_value=1.0))
            self.addCleanup(stack.pop_all().close)

    def test_time(self):
        self.assertEqual(time.time(), 1.0)


class DerivedTest(Base):
    def setUp(self):
        self.stack = ExitStack()
        self.stack.enter_context(mock.patch("time.time", return_value=1.0))

    def test_time(self):
        self.assertEqual(time.time(), 1.0)


@pytest.fixture
def stack():
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def closed(request):
    stack = ExitStack()
    request.addfinalizer(stack.close)
    stack.enter_context(mock.patch("time.time", return_value=1.0))


@pytest.fixture
def later():
    stack = ExitStack()
    stack.callback(print)
    yield stack
    stack.close()


def test_closed(closed, later):
    assert time.time() == 1.0


def test_stack(stack):
    stack.enter_context(mock.patch("time.time", return_value=1.0))
    assert time.time() == 1.0


def test_empty():
    stack = ExitStack()
    assert stack
