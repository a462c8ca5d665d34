import sys
import unittest
from unittest import mock
from unittest.mock import patch

import pytest


def test_monkeypatch(monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(tmp_path)
    sys.path.append(str(tmp_path))


def test_list(monkeypatch):
    monkeypatch.setattr(sys, "path", sys.path[:])
    sys.path.insert(0, "x")


def test_patched():
    with mock.patch.object(sys, "path", sys.path + ["x"]):
        sys.path.append("y")


@patch("sys.path", ["x"])
def test_decorated():
    sys.path.append("y")


def test_finally():
    sys.path.insert(0, "x")
    try:
        assert sys.path[0] == "x"
    finally:
        sys.path.remove("x")


@pytest.fixture
def path():
    saved = sys.path[:]
    sys.path.insert(0, "x")
    yield
    sys.path[:] = saved


def test_fixture(path):
    sys.path.append("y")


def test_pytester(pytester):
    sys.path.insert(0, str(pytester.path))


class TestCase(unittest.TestCase):
    def setUp(self):
        self.replace_sys_path()

    def replace_sys_path(self):
        self.addCleanup(setattr, sys, "path", sys.path)
        sys.path = sys.path[:]

    def test_replaced(self):
        sys.path.append("y")


class TestReplaced(unittest.TestCase):
    def replace_sys_path(self, new):
        self.enterContext(mock.patch.object(sys, "path", new))

    def test_replaced(self):
        self.replace_sys_path([])
        sys.path.append("y")


def test_other():
    path = []
    path.append("x")
