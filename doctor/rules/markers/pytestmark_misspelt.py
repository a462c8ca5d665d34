"""A variable that is to mark a module or class is not called `pytestmark`.

## Why

pytest looks for the marks of a module or class in `pytestmark`, and for no other name: `pytestmarks = pytest.mark.slow`
marks nothing, and the tests run where they should be left out
(https://docs.pytest.org/en/stable/reference/reference.html#globalvar-pytestmark).

## Instead

`pytestmark = pytest.mark.slow`, or a list of marks under this name.

## Fix safety

The marks begin to act: other tests run then, so the name is not written unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.rewrites import RenameWord
from doctor.model.sources import Expr, SourceFile
from doctor.rules.registry import rule

MISSPELT = frozenset({"pytestmarks", "pytestmarker", "pytestmarkers", "pytesmark", "pytestmakr", "pytestmrak"})


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    if not test_file.tests:
        return
    for name, value in test_file.assigned:
        if is_meant(name, value, test_file):
            yield problem(name, value, "module")
    for klass in test_file.classes:
        for name, value in klass.attributes:
            if is_meant(name, value, test_file):
                yield problem(name, value, f"class {klass.name}")


def is_meant(name: str, value: Expr, file: SourceFile) -> bool:
    """Is it almost the name, does it hold marks, and is it no alias that the file puts on its tests?"""
    if name == "pytestmark" or name.replace("_", "").lower() not in MISSPELT | {"pytestmark"}:
        return False
    marks = value.parts if value.kind in ("list", "tuple") else (value,)
    is_used = any(mark.place == value.place or str(mark.expr.value) == name for mark in file.imported_marks)
    return not is_used and bool(marks) and all(str(mark.value or "").startswith("pytest.mark.") for mark in marks)


def problem(name: str, value: Expr, where: str) -> Problem:
    before = value.place.replace(column=1, end_line=value.place.line, end_column=value.place.column)
    return Problem(
        place=value.place,
        message=f"'{name}' marks nothing: pytest reads the marks of a {where.partition(' ')[0]} from 'pytestmark'",
        label=f"in '{name}'",
        consequence=f"no test of the {where} has the marks, without a word",
        help=f"rename '{name}' to 'pytestmark'",
        fix=Fix(f"rename '{name}' to 'pytestmark'", (RenameWord(before, name, "pytestmark"),)),
    )
