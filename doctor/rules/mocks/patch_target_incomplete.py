"""`patch` is given a name without the module that holds it.

## Why

The target is text of the form `package.module.name`: mock imports what stands before the last dot, and replaces what
stands behind it. `patch("open")` has no dot: "TypeError: Need a valid target to patch. You supplied: 'open'"
(https://docs.python.org/3/library/unittest.mock.html#patch).

## Instead

`patch("builtins.open", …)` for what Python itself has; otherwise the module in which the code under test looks the name
up: `patch("shop.reader.open", …)`.

## Fix safety

`builtins.` is written before names that Python itself has: the call could only fail. For others there is no fix.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import Expr, SourceFile
from doctor.rules.expected import is_expected_to_fail
from doctor.rules.mocks._targets import PATCHES
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(file: SourceFile) -> Iterator[Problem]:
    if file.collected or file.role in ("conftest", "plugin"):
        for expr, within in patches(file):
            target = expr.parts[0] if expr.parts else expr.keyword("target")
            text = target.text if target else None
            if target and text and text.isidentifier() and not is_expected_to_fail(file, within, target.place.line):
                yield problem(target, text)


def patches(file: SourceFile) -> Iterator[tuple[Expr, str]]:
    """Calls of `patch`, each with the function around it; decorators are of the function below. In a `try` the error
    may be what is looked for."""
    calls = (call for call in file.calls if call.name in PATCHES and "try:" not in call.branch)
    yield from ((call.expr, call.within) for call in calls)
    for function in file.functions:
        yield from ((each, function.qualname) for each in function.decorators if is_patch(each))
    for klass in file.classes:
        yield from ((each, klass.qualname) for each in klass.decorators if is_patch(each))


def is_patch(expr: Expr) -> bool:
    return expr.kind == "call" and expr.value in PATCHES


def problem(target: Expr, name: str) -> Problem:
    is_known = hasattr(builtins, name)
    place = target.place
    is_plain = place.line == place.end_line and place.end_column - place.column == len(name) + 2
    return Problem(
        place=place,
        message=f"patch is given '{name}' without the module that holds it",
        label="no module" + (f"; builtins.{name}?" if is_known else ""),
        consequence=f"TypeError: Need a valid target to patch. You supplied: '{name}'",
        help=f'write "builtins.{name}", or the module that uses it' if is_known else f'write "module.{name}"',
        fix=Fix(f'write "builtins.{name}"', (Replace(place, f'"builtins.{name}"'),), safe=True)
        if is_known and is_plain
        else None,
    )
