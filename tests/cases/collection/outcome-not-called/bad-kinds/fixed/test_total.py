import unittest

import pytest
from pytest import fail


def test_raises():
    try:
        int("1")
    except ValueError:
        pass
    else:
        pytest.fail()


def test_skipped():
    if not pytest.__file__.startswith("nowhere"):
        pytest.skip()
    assert True


class TestNumber(unittest.TestCase):
    def test_number(self):
        if int("1"):
            self.fail()
        if int("0"):
            fail()
