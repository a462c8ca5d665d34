import unittest
from unittest.mock import patch

from shop import gate

patch.TEST_PREFIX = ("test", "setUp")


@patch("shop.gate.connect", lambda: "mock")
class GateTests(unittest.TestCase):
    def setUp(self):
        self.assertEqual(gate.connect(), "mock")

    def test_line(self):
        self.assertEqual(gate.connect(), "mock")
