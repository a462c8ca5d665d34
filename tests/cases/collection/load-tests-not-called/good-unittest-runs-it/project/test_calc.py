import doctest

import calc


def load_tests(loader, tests, ignore):
    tests.addTests(doctest.DocTestSuite(calc))
    return tests


def test_add():
    assert calc.add(1, 2) == 3
