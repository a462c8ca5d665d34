"""The names of `parametrize` are given as separate arguments.

## Why

`parametrize("a", "b", [(1, 2)])` says: the name is `a`, its values are the letters of `"b"`, and the list tells which
names are indirect. pytest stops: "indirect fixture '(1, 2)' doesn't exist"
(https://github.com/pytest-dev/pytest/issues/8593).

## Instead

One text with commas, `parametrize("a, b", [(1, 2)])`, or a list of names, `parametrize(["a", "b"], [(1, 2)])`.

## Fix safety

The names get parentheses around them. pytest stops as it is, and the tests that run then may fail, so it is not done
unasked.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.sources import Expr, SourceFile
from doctor.rules.cures import wrapped
from doctor.rules.markers._parametrize import of_tests
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for mark in of_tests(test_file):
        parts = mark.expr.parts
        if mark.name != "parametrize" or len(parts) < 3 or any(part.kind == "starred" for part in parts):
            continue
        names = [part.text for part in parts if part.text is not None]
        if len(names) >= 2 and parts[1].text is not None and not is_indirect(parts[2], names[0]):
            leading = list(takewhile(lambda part: part.text is not None, parts))
            yield problem(names, leading)


def is_indirect(expr: Expr, name: str) -> bool:
    """Is this a meaningful value of `indirect`: True, False, or a list of the names?"""
    if expr.kind == "constant":
        return expr.text is None
    return expr.kind not in ("list", "tuple") or any(part.text == name for part in expr.parts)


def problem(names: list[str], leading: list[Expr]) -> Problem:
    first, last = leading[0].place, leading[-1].place
    whole = first.replace(end_line=last.end_line, end_column=last.end_column)
    joined = ", ".join(names)
    return Problem(
        place=first,
        message=f"parametrize takes '{names[1]}' for the values of '{names[0]}', not for a name",
        label="the only argument that names are read from",
        consequence="pytest stops: indirect fixture … doesn't exist",
        help=f'write parametrize("{joined}", …)',
        fix=Fix("give parametrize all names in its first argument", wrapped(whole, "(", ")")),
    )
