import unittest
from unittest.mock import patch

import pytest

from shop import gate
from shop.gate import Gate, close


@patch("shop.gate.connect", lambda: "mock")
class TestPatched:
    @patch("shop.gate.connect", lambda: "other")
    def setup_method(self, method):
        self.line = gate.connect()

    def test_line(self):
        assert self.line == "other"


@patch("shop.gate.connect", lambda: "mock")
class StartedTests(unittest.TestCase):
    def setUp(self):
        patcher = patch("shop.gate.connect", lambda: "other")
        patcher.start()
        self.addCleanup(patcher.stop)
        self.line = gate.connect()

    def test_line(self):
        self.assertEqual(self.line, "other")


@patch("shop.gate.connect", lambda: "mock")
class TestInTests:
    def setup_method(self):
        self.rest = close()

    @pytest.fixture
    def line(self):
        return gate.close()

    def test_line(self, line):
        assert gate.connect() == "mock"
        assert Gate().line == "mock"
        assert self.rest == line == "real"


@patch("os.getcwd", lambda: "/")
class TestOfPython:
    def setup_method(self):
        self.folder = gate.os.getcwd()

    def test_folder(self):
        assert self.folder != gate.os.getcwd()


class TestPatchedTest:
    def setup_method(self):
        self.line = gate.connect()

    @patch("shop.gate.connect", lambda: "mock")
    def test_line(self):
        assert self.line == "real" and gate.connect() == "mock"
