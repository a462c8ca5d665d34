"""The condition of a mark compares versions as text.

## Why

Text is compared letter by letter: "3.12" is less than "3.9", and "1.26.4" less than "1.9". A condition such as
`sys.version < "3.9"` holds again from 3.10 on, and the tests are skipped there without a word
(https://docs.python.org/3/library/sys.html#sys.version).

## Instead

`sys.version_info < (3, 9)`; for libraries `packaging.version.Version(numpy.__version__) < Version("1.9")`, or
`pytest.importorskip("numpy", minversion="1.9")`.

## Fix safety

For `sys.version` the tuple is written when asked for: other tests run then. For libraries there is no fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Change, Fix, Replace
from doctor.model.places import Place
from doctor.model.sources import Expr, SourceFile
from doctor.rules.markers._parametrize import of_tests
from doctor.rules.phrases import uses
from doctor.rules.registry import rule

ORDERS = ("<", "<=", ">", ">=")
PYTHONS = ("sys.version", "platform.python_version")


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    told: dict[str, dict[Place, Problem]] = {}  # what is compared → the comparisons, those of aliases once
    for mark in of_tests(test_file):
        condition = mark.expr.argument(0, "condition") if mark.name in ("skipif", "xfail") else None
        for found in as_text(condition, test_file) if condition else ():
            told.setdefault(name_of(found), {})[found.place] = problem(found)
    for places in told.values():
        yield together([*places.values()])


def together(same: list[Problem]) -> Problem:
    """One finding for a version that is compared in several places of a file."""
    first = same[0]
    changes = tuple(change for each in same if each.fix for change in each.fix.changes)
    fix = first.fix.replace(changes=changes) if first.fix else None
    return first.replace(related=uses([each.place for each in same[1:]], "compared so here, too"), fix=fix)


def name_of(comparison: Expr) -> str:
    return next((str(part.value) for part in comparison.parts if is_version(part)), "")


def as_text(condition: Expr, file: SourceFile) -> Iterator[Expr]:
    """The comparisons of a version with a text that begins with a digit."""
    if condition.kind == "name" and (value := file.value(str(condition.value))) is not None:
        condition = value
    waiting = [condition]
    while waiting:
        part = waiting.pop()
        waiting += part.parts
        if part.kind == "comparison" and part.value in ORDERS and len(part.parts) == 2:
            for one, other in (part.parts, part.parts[::-1]):
                if is_version(one) and is_misread(other.text or "", str(one.value)):
                    yield part


def is_misread(text: str, name: str) -> bool:
    """Does it matter? All versions below 10 are on the right side of "1.0.0", as text, too; those of Python are not."""
    first, dot, rest = text.partition(".")
    is_first_of_all = len(first) == 1 and not rest.replace(".", "").strip("0")
    return bool(dot) and first[:1].isdigit() and (name in PYTHONS or not is_first_of_all)


def is_version(expr: Expr) -> bool:
    name = str(expr.value)
    return expr.kind in ("name", "call") and (
        name in PYTHONS or (name.endswith(".__version__") and expr.kind == "name")
    )


def problem(comparison: Expr) -> Problem:
    one, other = comparison.parts if is_version(comparison.parts[0]) else comparison.parts[::-1]
    name, text = str(one.value), other.text or ""
    numbers = [part for part in text.split(".")[:3] if part.isdigit()]
    is_python = name in PYTHONS
    pair = f"({', '.join(numbers)})" if len(numbers) > 1 else f"({text},)"
    fix = None
    if name == "sys.version" and one.place.end_column - one.place.column == len(name) and len(numbers) > 1:
        changes: tuple[Change, ...] = (Replace(one.place, "sys.version_info"), Replace(other.place, pair))
        fix = Fix(f"compare sys.version_info with {pair}", changes)
    return Problem(
        place=comparison.place,
        message=f"{name} is compared with '{text}' as text, letter by letter",
        label="text, not numbers",
        consequence="'3.12' is less than '3.9' so, and the mark acts where it should not"
        if is_python
        else "'1.26' is less than '1.9' so, and the mark acts where it should not",
        help=f"write `sys.version_info {comparison.value!s} {pair}`"
        if is_python
        else "compare `packaging.version.Version(…)` of both, or use `pytest.importorskip(…, minversion=…)`",
        fix=fix,
    )
