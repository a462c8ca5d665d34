import sys
from functools import singledispatch
from typing import overload

import pytest

if sys.platform == "win32":

    def test_separator():
        assert "\\" == "\\"

else:

    def test_separator():
        assert "/" == "/"


try:
    import tomllib

    def test_toml():
        assert tomllib.loads("a = 1")["a"] == 1

except ImportError:

    def test_toml():
        pytest.skip("no tomllib")


def test_twice():
    assert 1


run_first = test_twice


def test_twice():
    run_first()


def test_gone():
    raise AssertionError


del test_gone


def test_gone():
    assert 1


@overload
def test_data(value: int) -> int: ...
@overload
def test_data(value: str) -> str: ...


@pytest.fixture(params=[1, 2])
def test_data(request):
    return request.param


class TestOne:
    def test_same(self):
        assert 1

    @property
    def test_value(self):
        return self._value

    @test_value.setter
    def test_value(self, value):
        self._value = value


class TestTwo:
    def test_same(self):
        assert 2
