import sys

from pytest import skip

if sys.version_info >= (3, 0):
    skip("only for Python 2")


def test_upload():
    assert False
