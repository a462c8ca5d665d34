import sys
import unittest
from unittest import TestCase as Case


class Base(Case):
    assertItemsEqual = Case.assertCountEqual

    def assertEquals(self, one, two):
        assert one == two


class StoreTests(Base):
    def test_items(self):
        self.assertItemsEqual([1, 2], [2, 1])

    def test_size(self):
        self.assertEquals(len("a"), 1)


class Any(Case):
    def __getattr__(self, name):
        if not name.startswith("assert"):
            raise AttributeError(name)
        return lambda *given: None


class AnyTests(Any):
    def test_bare(self):
        self.assert_(True)


class OldTests(Case):
    def test_by_version(self):
        if sys.version_info < (3,):
            self.assertRegexpMatches("a", "a")
        else:
            self.assertRegex("a", "a")

    def test_by_trying(self):
        try:
            self.assertNotEquals(1, 2)
        except AttributeError:
            self.assertNotEqual(1, 2)


class Plain:
    def failUnless(self, value):
        assert value


class TestPlain(Plain):
    def test_plain(self):
        self.failUnless(True)


@unittest.skipIf(sys.version_info >= (3,), "of Python 2")
class Python2Tests(Case):
    def test_old(self):
        self.failIf(False)


class PartTests(Case):
    @unittest.skipIf(sys.version_info >= (3,), "of Python 2")
    def test_old(self):
        self.failUnlessEqual(1, 1)
