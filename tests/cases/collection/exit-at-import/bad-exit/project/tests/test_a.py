import sys


def test_one():
    assert True


sys.exit(0)
