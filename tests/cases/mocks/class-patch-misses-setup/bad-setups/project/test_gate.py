import unittest
from unittest import mock
from unittest.mock import patch

import pytest

from shop import gate


@patch("shop.gate.connect")
class GateTests(unittest.TestCase):
    def setUp(self):
        self.line = gate.connect()

    def test_line(self, connect):
        self.assertIsInstance(self.line, mock.Mock)


@mock.patch.object(gate, "connect", return_value="mock")
class TestPlain:
    def setup_method(self):
        self.line = gate.connect()

    def test_line(self, connect):
        assert self.line == "mock"


@patch("shop.gate.close", lambda: "mock")
@patch("shop.gate.connect", lambda: "mock")
class TestFixture:
    @pytest.fixture
    def line(self):
        return gate.connect() + gate.close()

    def test_line(self, line):
        assert line == "mockmock"
