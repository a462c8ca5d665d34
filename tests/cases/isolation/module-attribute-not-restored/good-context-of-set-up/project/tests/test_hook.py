import sys
import unittest
from contextlib import ExitStack

from tests.support import swap_attr


class TestHook(unittest.TestCase):
    def setUp(self):
        self.stack = ExitStack()
        self.addCleanup(self.stack.close)
        self.stack.enter_context(swap_attr(sys, "displayhook", sys.__displayhook__))

    def test_own(self):
        shown = []
        sys.displayhook = shown.append
        sys.displayhook(1)
        assert shown == [1]

    def test_usual(self):
        assert sys.displayhook is sys.__displayhook__
