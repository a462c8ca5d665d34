import unittest


def test_empty():
    assert unittest.TestSuite().countTestCases() == 0
