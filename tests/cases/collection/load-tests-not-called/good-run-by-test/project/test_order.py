import unittest


def load_tests(loader, tests, pattern):
    return unittest.TestSuite([tests])


def test_order():
    assert load_tests
