from doctest import DocFileSuite
from unittest import TestSuite


def load_tests(loader, standard_tests, pattern):
    suite = TestSuite([standard_tests])
    for name in ["../usage.rst"]:
        suite.addTest(DocFileSuite(name))
    return suite


def test_pages():
    assert TestSuite
