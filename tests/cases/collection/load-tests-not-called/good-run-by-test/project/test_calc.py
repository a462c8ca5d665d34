import doctest
import unittest

import calc


def load_tests(loader, tests, ignore):
    tests.addTests(doctest.DocTestSuite(calc))
    return tests


def test_doctests():
    assert doctest.testmod(calc).failed == 0


class Loader:
    def load_tests(self, loader, tests):
        return doctest.DocTestSuite(calc)
