"""What is taken down of what code does to shared state."""

from __future__ import annotations

import pytest

from doctor.facts.sources.read import read
from doctor.model.touches import Touch

HEAD = """
import locale
import os
import sys
from os import environ
from unittest.mock import patch

import shop.config as config

NAME = "A"


"""


def touches(code: str) -> list[Touch]:
    """Those of a file that ends with this code."""
    return list(read("test_a.py", (HEAD + code).encode()).touches)


def brief(code: str) -> list[str]:
    """The same, in short, of the body of a test."""
    body = "".join(f"    {line}\n" for line in code.splitlines())
    return [f"{each.how} {each.state} {each.item}".strip() for each in touches(f"def test_a(request, mp):\n{body}")]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("os.environ['A'] = '1'", ["set os.environ A"]),
        ("environ[NAME] = '1'", ["set os.environ <NAME>"]),
        ("environ[f'{NAME}'] = '1'", ["set os.environ ?"]),
        ("os.environ.update({'A': '1'}, B='2')", ["set os.environ B", "set os.environ A"]),
        ("os.environ.update(other)", ["set os.environ ?"]),
        ("os.environ.setdefault('A', '1')", ["default os.environ A"]),
        ("del os.environ['A']", ["remove os.environ A"]),
        ("os.environ = {}", ["all os.environ"]),
        ("sys.path.insert(0, 'x')", ["add sys.path"]),
        ("sys.path[:] = []", ["all sys.path"]),
        ("sys.modules['x'] = None", ["set sys.modules x"]),
        ("os.chdir('/')", ["set os.getcwd"]),
        ("config.LIMIT = 3", ["set attribute shop.config.LIMIT"]),
        ("setattr(config, 'LIMIT', 3)", ["set attribute shop.config.LIMIT"]),
        ("locale.setlocale(locale.LC_ALL)", []),
        ("locale.setlocale(locale.LC_ALL, 'C')", ["set locale"]),
        ("old, config.LIMIT = config.LIMIT, 3", ["set attribute shop.config.LIMIT"]),
        ("config.LIMIT, sys.path = saved", ["set attribute shop.config.LIMIT", "all sys.path"]),
        ("config = object()\nconfig.LIMIT = 3", []),
        ("request.node.limit = 3", []),
        ("open('x', 'w')", ["set file x"]),
        ("open('x')", []),
    ],
)
def test_what_is_done(code: str, expected: list[str]) -> None:
    assert brief(code) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("mp.setenv('A', '1')", "guard os.environ A"),
        ("mp.setattr(config, 'LIMIT', 1)", "guard attribute shop.config.LIMIT"),
        ("mp.setattr('shop.config.LIMIT', 1)", "guard attribute shop.config.LIMIT"),
        ("patch.dict(os.environ).start()", "guard os.environ"),
        ("patch.object(sys, 'path', [])", "guard sys.path"),
        ("request.addfinalizer(undo)", "call finalizer undo"),
        ("request.addCleanup(os.environ.pop, 'A')", "remove os.environ A"),
    ],
)
def test_what_puts_back(code: str, expected: str) -> None:
    assert expected in brief(f"{code}\nos.chdir('/')")


def test_guards_alone_are_left_out() -> None:
    assert brief("mp.setenv('A', '1')") == []


def test_where_it_stands() -> None:
    found = touches(
        """
def test_a():
    with patch("x"), open("y"):
        try:
            os.chdir("/")
        finally:
            (lambda: os.chdir("/tmp"))()
"""
    )
    entered = "with unittest.mock.patch open"
    chdirs = [touch for touch in found if touch.state == "os.getcwd"]
    assert [touch.blocks for touch in chdirs] == [(entered, "try"), (entered, "finally", "lambda")]
    assert [touch.is_final for touch in chdirs] == [False, True]
    assert [touch.is_deferred for touch in chdirs] == [False, True]


def test_decorators_belong_to_their_function() -> None:
    found = touches("@patch.dict(os.environ)\nclass TestA:\n    def test_a(self):\n        os.environ['A'] = '1'\n")
    assert [(touch.how, touch.within) for touch in found] == [("guard", "TestA"), ("set", "TestA.test_a")]


def test_globals_and_class_attributes_with_their_readers() -> None:
    found = touches(
        """
total = 0


def test_a():
    global total
    total = 3


def test_b():
    assert total


def test_c(total):
    assert total


class TestD:
    def test_d(self):
        self.__class__.user = 1
        type(self).own = 2

    def test_e(self):
        self.own = 3
        assert self.user, self.own
"""
    )
    assert [f"{touch.how} {touch.item} {touch.within}" for touch in found] == [
        "set total test_a",
        "read total test_b",
        "set TestD.user TestD.test_d",
        "set TestD.own TestD.test_d",
        "read TestD.user TestD.test_e",
    ]
