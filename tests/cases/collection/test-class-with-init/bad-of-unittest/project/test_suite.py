from unittest import TestSuite


def test_empty():
    assert TestSuite().countTestCases() == 0
