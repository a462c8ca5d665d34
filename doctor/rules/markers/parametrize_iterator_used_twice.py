"""Two tests are parametrized over one iterator, which is empty for the second.

## Why

A generator, `map`, `filter`, `zip` or `Path.glob` gives its values once. The first `parametrize` that reads it gets all
of them; the second gets none, and its test is skipped: "got empty parameter set". pytest 9.1 says that it will take
collections only (https://docs.pytest.org/en/stable/deprecations.html).

## Instead

A list or tuple: `CASES = list(…)`.

## Fix safety

`list(…)` around the iterator lets the tests run that were skipped, and they may fail: it is not written unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix
from doctor.model.places import Place
from doctor.model.sources import Expr, Mark, SourceFile
from doctor.rules.cures import wrapped
from doctor.rules.markers._parametrize import of_tests, read
from doctor.rules.registry import rule

ONCE = frozenset({"map", "filter", "zip", "iter", "reversed", "enumerate", "glob.iglob", "os.scandir"})


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    users: dict[str, list[tuple[Mark, Expr]]] = {}
    for mark in of_tests(test_file):
        found = read(mark)
        if found and found.values and found.values.kind == "name":
            users.setdefault(str(found.values.value), []).append((mark, found.values))
    for name, marks in users.items():
        values = [value for key, value in test_file.assigned if key == name]
        if len(values) == 1 and gives_once(values[0], test_file) and count(marks, test_file) > 1:
            yield problem(name, values[0], [value.place for _, value in marks])


def gives_once(value: Expr, file: SourceFile) -> bool:
    if value.kind == "comprehension":
        return value.value == "generator"
    owner, _, last = str(value.value).rpartition(".")
    if value.kind != "call":
        return False
    is_of_path = last in ("glob", "rglob", "iterdir") and (owner.startswith("pathlib.") or is_path(owner, file))
    return is_of_path or str(value.value) in ONCE or owner == "itertools"


def is_path(name: str, file: SourceFile) -> bool:
    """Does the module make the name a path?"""
    value = file.value(name)
    while value is not None and value.kind in ("attribute", "other") and value.parts:
        value = value.parts[0]
    return value is not None and str(value.value).startswith("pathlib.")


def count(marks: list[tuple[Mark, Expr]], file: SourceFile) -> int:
    """How many tests read it: a mark on a class is read by each of its tests."""
    return sum(
        sum(test.class_name == mark.owner for test in file.tests) if mark.target == "class" else 1 for mark, _ in marks
    )


def problem(name: str, value: Expr, users: list[Place]) -> Problem:
    return Problem(
        place=value.place,
        message=f"'{name}' gives its values once, and more than one test is parametrized over it",
        label="empty after the first",
        related=tuple(Related(place, "read here") for place in users),
        consequence="all tests but the first are skipped: got empty parameter set",
        help=f"make it a list: `{name} = list(…)`",
        fix=Fix("write list(…) around it", wrapped(value.place, "list(", ")")),
    )
