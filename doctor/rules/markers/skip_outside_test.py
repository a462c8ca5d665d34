"""`pytest.skip`, or `pytest.xfail`, is called while a file is imported, and not allowed to skip all of it.

## Why

At module level, and as a decorator, `pytest.skip(…)` runs when the file is imported. pytest takes that for a mistake
and reports an error for the file: "Using pytest.skip outside of a test will skip the entire module". `@pytest.xfail`
above a test does the same (https://github.com/pytest-dev/pytest/issues/5578).

See https://docs.pytest.org/en/stable/reference/reference.html#pytest.skip.

## Instead

`pytest.skip(…, allow_module_level=True)` for the whole file, `@pytest.mark.skip(reason=…)` for one test.

## Fix safety

Either skips tests that pytest did not come to, so neither is done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.rewrites import RenameWord, SetArgument, SetCalled
from doctor.model.sources import Expr, SourceFile
from doctor.rules.phrases import nearest
from doctor.rules.registry import rule
from doctor.rules.spelling import spelled


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    lines = [each.decorators for each in test_file.functions] + [each.decorators for each in test_file.classes]
    decorators = [each for group in lines for each in group if ends(each) or skips(each)]
    for decorator in decorators:
        name = str(decorator.value).removeprefix("pytest.")
        text, imports = spelled(test_file, f"pytest.mark.{name}")
        fix = Fix(f"write @{text}", (*imports, SetCalled(decorator.place, text), *reasoned(decorator)))
        yield problem(decorator, f"use @pytest.mark.{name}(reason=…)", Severity.ERROR).replace(fix=fix)
    for expr, guard in at_module_level(test_file):
        if expr not in decorators:
            severity = Severity.WARNING if guard else Severity.ERROR
            if wrong := misspelt(expr):
                yield refused(expr, wrong, severity)
                continue
            fix = Fix("add allow_module_level=True", (SetArgument(expr.place, "allow_module_level", "True"),))
            cure = "add allow_module_level=True to skip the whole file"
            yield problem(expr, cure, severity).replace(fix=fix)


def ends(expr: Expr) -> bool:
    """Is it `pytest.xfail`, called or not, or `pytest.skip` that is not called: what a test is handed to?"""
    return expr.value == "pytest.xfail" or (expr.kind == "name" and expr.value == "pytest.skip")


def reasoned(expr: Expr) -> tuple[Replace, ...]:
    """The text that a mark `xfail` would take for a condition is its reason."""
    first = expr.parts[0].place if expr.value == "pytest.xfail" and expr.kind == "call" and expr.parts else None
    return (Replace(first.replace(end_line=first.line, end_column=first.column), "reason="),) if first else ()


def skips(expr: Expr) -> bool:
    is_skip = expr.kind == "call" and expr.value == "pytest.skip"
    return is_skip and not any(name in ("allow_module_level", "**") for name, _ in expr.keywords)


def misspelt(expr: Expr) -> str:
    """A keyword that is meant to be `allow_module_level`, which pytest does not know."""
    return next((name for name, _ in expr.keywords if nearest(name, ["allow_module_level"])), "")


def at_module_level(file: SourceFile) -> Iterator[tuple[Expr, str]]:
    skipping = [call.expr for call in file.calls_of("pytest.skip") if not call.within]
    allowed = any(expr.keyword("allow_module_level") for expr in skipping)
    for call in file.calls:
        is_of_import = not call.within and call.guarded in ("", "condition", "try", "skip") and skips(call.expr)
        if is_of_import and not (allowed and "except:" in call.branch):  # that is for a pytest of before the argument
            mark = file.value("pytestmark") if call.guarded == "condition" else None
            if mark and str(mark.value).startswith("pytest.mark.skip"):
                continue  # in the other branch, for pytest as it is now
            yield call.expr, call.guarded


def refused(expr: Expr, wrong: str, severity: Severity) -> Problem:
    cure = f"write allow_module_level in place of {wrong}"
    return Problem(
        place=expr.place,
        message=f"pytest.skip is given '{wrong}', which it does not know",
        label="runs on import",
        consequence=f"pytest stops at this file: TypeError: unexpected keyword argument '{wrong}'",
        help=cure,
        fix=Fix(cure, (RenameWord(expr.place, wrong, "allow_module_level"),)),
        severity=severity,
    )


def problem(expr: Expr, cure: str, severity: Severity) -> Problem:
    consequence = "pytest stops at this file: Using pytest.skip outside of a test will skip the entire module"
    if ends(expr):
        consequence = "the file is not collected: it raises when it is imported"
    return Problem(
        place=expr.place,
        message=f"{expr.value!s} is called when the file is imported, outside of a test",
        label="runs on import",
        consequence=consequence,
        help=cure,
        severity=severity,
    )
