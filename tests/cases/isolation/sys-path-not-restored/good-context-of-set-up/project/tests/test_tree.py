import sys
import unittest
from contextlib import ExitStack

from tests.support import tree_context


class TestTree(unittest.TestCase):
    def setUp(self):
        stack = ExitStack()
        self.addCleanup(stack.close)
        stack.enter_context(tree_context(path=["portion1"]))

    def test_grows(self):
        sys.path.append("portion2")
        assert sys.path[-1] == "portion2"

    def call(self, switch):
        kept_before = sys.path[:]
        sys.path.insert(0, switch)
        sys.path[:] = kept_before[:]
        return len(sys.path)

    def test_called(self):
        assert self.call("x") == len(sys.path)
