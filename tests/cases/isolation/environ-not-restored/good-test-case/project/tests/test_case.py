import operator
import os
import unittest
from unittest import mock

from tests.base import ShopCase


class InheritedTest(ShopCase):
    def test_a(self):
        os.environ["SHOP_A"] = "1"


class CleanedTest(unittest.TestCase):
    def setUp(self):
        os.environ["SHOP_A"] = "1"
        self.addCleanup(os.environ.pop, "SHOP_A", None)

    def test_a(self):
        assert os.environ["SHOP_A"]

    def test_b(self):
        os.environ["SHOP_B"] = "1"
        self.addCleanup(self._undo)

    def test_c(self):
        os.environ["SHOP_C"] = "1"
        self.addCleanup(operator.delitem, os.environ, "SHOP_C")

    def _undo(self):
        del os.environ["SHOP_B"]


class PatchedTest(unittest.TestCase):
    def setUp(self):
        patcher = mock.patch.dict(os.environ, {"SHOP_A": "1"})
        patcher.start()
        self.addCleanup(patcher.stop)

    def test_a(self):
        os.environ["SHOP_A"] = "2"
        os.environ["SHOP_B"] = "2"


class TornDownTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        os.environ["SHOP_A"] = "1"

    @classmethod
    def tearDownClass(cls):
        os.environ.pop("SHOP_A")

    def test_a(self):
        assert os.environ["SHOP_A"]
