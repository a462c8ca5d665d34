import contextlib
import unittest
from unittest.mock import Mock

import pytest


class Never:
    def __eq__(self, other):
        raise ValueError("not to be compared")

    @property
    def size(self):
        raise ValueError("no size")


def test_behind():
    log = []
    with pytest.raises(ValueError):
        int("x")
    assert log == []


def test_made():
    with pytest.raises(ValueError):
        thing = Never()
        assert thing == 1


def test_attribute():
    thing = Never()
    with pytest.raises(ValueError):
        repr(thing)
        assert thing.size == 1


def test_fails():
    seen = [1]
    with pytest.raises(AssertionError):
        seen.append(2)
        assert seen == [1]


def test_any():
    seen = [1]
    with pytest.raises(Exception):
        seen.append(2)
        assert seen == [1]


def test_mock():
    send = Mock()
    with pytest.raises(AssertionError):
        send("a")
        send.assert_called_once_with("b")


def test_goes_on():
    seen = []
    with pytest.raises(ValueError):
        seen.append(1)
        assert seen == [1]
        int("x")


def test_nothing_called():
    seen = None
    with pytest.raises(TypeError):
        seen + 1
        assert seen is None


def test_suppressed():
    seen = []
    with contextlib.suppress(ValueError):
        int("x")
        assert seen == [1]


def test_not_to_be_reached():
    with pytest.raises(StopIteration):
        next(iter(()))
        assert False, "it went on"


class Lazy(dict):
    def __missing__(self, key):
        raise ValueError("no such key")


class CaseTest(unittest.TestCase):
    def test_not_reached(self):
        with self.assertRaises(ValueError):
            int("x")
            self.assertTrue(False, "it went on")

    def test_key(self):
        seen = {"a": 1}
        with self.assertRaises(KeyError):
            seen.pop("a")
            self.assertEqual(seen["a"], 1)

    def test_lazy(self):
        lazy = Lazy()
        with self.assertRaises(ValueError):
            lazy.clear()
            self.assertEqual(lazy["a"], 1)
