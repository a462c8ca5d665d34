"""Calls of pytest in files of the project that spread tests over workers."""

from __future__ import annotations

import pytest

from doctor.model.calls import PytestCall
from doctor.model.config import CommandLine
from doctor.model.places import Place, Word
from doctor.rules.spreading import Workers, deselected, made_by

HERE = Place("Makefile", 2)
VALUED = frozenset(
    {"-n", "--numprocesses", "--dist", "--ignore", "-m", "-k", "-p", "-c", "--rootdir", "--cov", "--maxfail"}
)


def made(line: str) -> Workers | None:
    words = tuple(Word(word.replace("_", " "), HERE) for word in line.split())
    return made_by(PytestCall(HERE, "make", words, certain=True), CommandLine((), ()), VALUED)


@pytest.mark.parametrize(
    "line", ["-n 4", "-n4", "-nauto", "--numprocesses=8", "--numprocesses logical", "-x -n 0 -n 2"]
)
def test_several_workers(line: str) -> None:
    found = made(line)
    assert found
    assert (found.mode, found.paths, found.without) == ("load", (), frozenset())


@pytest.mark.parametrize(
    "line",
    [
        *("", "-n 0", "-n 1", "-n 4 -n 1", "-n some", "-n 4 --dist no", "-n 4 -p no:xdist", "-n 4 -pno:xdist"),
        *("-n 4 -k fast", "-n 4 -m slow", "-n 4 -c other.ini", "-n 4 --rootdir=sub", "-n 4 --deselect a.py::b", "-n"),
    ],
)
def test_one_worker_or_other_tests(line: str) -> None:
    assert made(line) is None


def test_which_tests() -> None:
    found = made("--cov shop -n 4 ./tests/unit/ tests/a.py::test_x --ignore=tests/unit/old -m not_slow_and_not_net")
    assert found
    assert found.paths == ("tests/unit", "tests/a.py")
    assert found.without == {"slow", "net"}
    taken = ["tests/unit/test_a.py", "tests/a.py", "tests/conftest.py", "conftest.py", "tests/unit/conftest.py"]
    assert all(found.takes_file(path) for path in taken)
    assert not any(found.takes_file(path) for path in ["tests/b.py", "tests/unit/old/t.py", "tests/e2e/conftest.py"])


def test_all_below_here() -> None:
    found = made("-n 4 --dist=loadfile . tests")
    assert found
    assert (found.paths, found.mode) == ((), "loadfile")


@pytest.mark.parametrize("text", ["slow", "not slow or not net", "not (slow)", "not a.b"])
def test_expressions_that_are_not_worked_out(text: str) -> None:
    assert deselected(text) is None
