import math
from unittest.mock import Mock

import pytest
from shop.checks import expect


def isclose(left, right):
    assert abs(left - right) < 1


class Query:
    def startswith(self, text):
        assert text


class Expected:
    def __init__(self, text):
        self.text = text

    def startswith(self, text):
        assert self.text.startswith(text)
        return self


def expect(text):
    return Expected(text)


def test_own():
    isclose(1, 1)
    Query().startswith(text="a")
    Query().startswith("a")


def test_sentence():
    expect("abc").startswith("ab").startswith("a")


def test_kept():
    assert isinstance(1, int)
    is_close = math.isclose(1, 1)
    assert is_close
    assert all(row > 0 for row in [1])


def test_refused():
    with pytest.raises(TypeError):
        isinstance(1, 1)
    with pytest.raises(TypeError):
        math.isclose(1, "a")


def test_for_its_effect():
    seen = []
    all(seen.append(row) is None for row in [])
    any(seen.append(row) for row in [1])
    assert seen == [1]


def test_registers():
    isinstance(math, Query)


def test_given():
    isinstance = print
    isinstance(1, 2)


def test_checks_itself():
    expect("ann").startswith("a")
    name = expect("ann").value
    name.endswith("n")
    found = expect("ben")
    found.startswith("b")


def test_remembers():
    name = Mock()
    name.startswith("a")
    name.startswith.assert_called_once_with("a")
