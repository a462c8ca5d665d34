import sys

import pytest

from slim import test_slim


def test_slim():
    assert True


def test_login():
    assert True


from common import *


def logged(function):
    return function


def test_a():
    assert True


test_a = pytest.mark.filterwarnings("error")(test_a)


def test_b():
    assert True


test_b = logged(test_b)


def test_c():
    assert True


if sys.platform == "win32":
    test_c = test_a

try:
    from nowhere import test_d
except ImportError:

    def test_d():
        assert True


def test_e():
    assert True


for test_e in [test_e]:
    pass


def test_off():
    assert False


test_off = None


def test_gone():
    assert False


del test_gone

test_alias = test_a


class TestShop:
    test_before = 1

    def test_before(self):
        assert True

    def test_open(self):
        assert True

    test_open.slow = True
    test_close = test_open


class TestBelow(TestShop):
    test_open = None
    test_close = None
    test_before = None
