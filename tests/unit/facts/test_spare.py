"""What a byte search leaves out tells nothing: sparing or not, the facts of a file are the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from doctor.facts.sources.interest import HELPERS, is_wanted
from doctor.facts.sources.read import read, read_sparing
from doctor.model.record import values
from doctor.model.sources import Call, SourceFile

TESTS = Path(__file__).parents[2]
FILES = sorted(TESTS.glob("cases/*/*/*/project/**/*.py"))

BUSY = b"""
import os
from unittest import mock

import pytest

import shop.testing as st
from shop import settings

TABLE = []


def helper():
    return 1


def test_plain(client):
    value = client.get("/")
    assert value == 1


def test_in_a_loop():
    for each in range(3):
        assert each, "said"


def test_tuple():
    if True:
        assert (1, "always true")


def test_writes():
    settings.DEBUG = True
    TABLE[0] = 1


def test_environment():
    value = 1
    os.environ["X"] = str(value)


def test_refers():
    value = [helper, 1]
    assert value


def test_says():
    name = "test_plain"
    assert getattr(settings, name)


def test_asks():
    data = st.make_shop()
    assert data


@pytest.mark.parametrize("n", [1, 2, pytest.param(3, marks=pytest.mark.slow)])
def test_marked(n):
    pass


@pytest.mark.parametrize("call", [helper])
def test_given(call):
    with mock.patch("os.getcwd"):
        call()


async def test_async(shop):
    shop.order()
"""


def told(file: SourceFile) -> dict[str, object]:
    """All facts but references; the calls without those of helpers, and without those of imported functions that stand
    alone in plain functions, which are told by their names alone."""
    found = dict(zip(type(file).record_fields, values(file), strict=True))
    asyncs = {function.qualname for function in file.functions if function.is_async}
    calls = [call for call in file.calls if not is_of_helper(call) and not is_dropped(call, asyncs)]
    return {**found, "referenced": (), "calls": calls}


def is_dropped(call: Call, asyncs: set[str]) -> bool:
    """Is its result not used, in a plain function, and is it of no other interest?"""
    return call.is_statement and not is_wanted(call.name, frozenset()) and call.within not in asyncs


def is_of_helper(call: Call) -> bool:
    return any(part in call.name.rpartition(".")[0] for part in HELPERS)


def same(path: str, data: bytes) -> bool:
    whole, (spared, _) = read(path, data), read_sparing(path, data, "")
    return told(whole) == told(spared)


def test_what_is_taken_down_is_the_same() -> None:
    assert same("test_busy.py", BUSY)


def test_it_is_the_same_in_all_cases() -> None:
    assert [str(path) for path in FILES if not same(path.name, path.read_bytes())] == []


def test_most_is_left_out() -> None:
    file, asked = read_sparing("test_busy.py", BUSY, "")
    assert asked == ["make_shop"]
    assert "shop.testing.make_shop" not in [call.name for call in file.calls]


@pytest.mark.parametrize("name", ["test_plain", "test_in_a_loop", "test_tuple"])
def test_asserts_are_noted(name: str) -> None:
    file, _ = read_sparing("test_busy.py", BUSY, "")
    function = file.function(name)
    assert function is not None
    assert function.asserts
    assert bool(function.tuples) is (name == "test_tuple")
