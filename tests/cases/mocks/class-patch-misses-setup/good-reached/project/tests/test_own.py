import types
import unittest
from unittest.mock import patch

import shop.gate


@patch("shop.gate.connect", lambda: "mock")
class GateTests(unittest.TestCase):
    def setUp(self):
        shop = types.SimpleNamespace(gate=types.SimpleNamespace(connect=lambda: "own"))
        self.assertEqual(shop.gate.connect(), "own")

    def test_line(self):
        self.assertEqual(shop.gate.connect(), "mock")
