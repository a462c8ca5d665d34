import unittest
from unittest.mock import patch

import pytest

from shop import gate


@patch("shop.gate.connect", lambda: "mock")
@pytest.mark.filterwarnings("error")
class GateTests(unittest.TestCase):
    def setUp(self):
        self.line = gate.connect()

    def test_line(self):
        self.assertEqual(self.line, "mock")


@patch.object(gate, "connect", lambda: "mock")
class TestOfObject:
    def setup_class(self):
        self.line = gate.connect()

    def test_line(self):
        assert self.line == "mock"


@patch.object(gate, "connect", new=lambda: "mock")
class OnceTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        assert gate.connect() == "mock"

    def test_line(self):
        assert gate.connect() == "mock"
