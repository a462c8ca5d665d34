"""A test is decorated by `@parameterized(…)`, which makes it a generator that pytest does not run.

## Why

`parameterized` on a function, or on a method of a plain class, makes one of the tests with `yield` that nose ran.
pytest does so no longer: up to 8.3 the test counts as an expected failure (exit code 0), since 8.4 collection stops
with "'yield' keyword is allowed in fixtures, but not in tests". `parameterized.expand`, in a class, makes tests of
their own.

See https://github.com/wolever/parameterized#compatibility and
https://docs.pytest.org/en/stable/deprecations.html#yield-tests.

## Instead

`@pytest.mark.parametrize("number, double", [(1, 2), (2, 4)])`; in a class also `@parameterized.expand([…])`.

## Fix safety

The test begins to run, so the mark is written only when asked, where the values are tuples, one for each parameter.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import AddImport, Fix, Replace
from doctor.model.rewrites import SetCalled
from doctor.model.sources import Expr, Function, SourceFile
from doctor.rules.registry import rule

NAMES = ("parameterized.parameterized", "parameterized.parameterized.parameterized")
WORDS = "Failed: 'yield' keyword is allowed in fixtures, but not in tests"


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile, config: PytestConfig) -> Iterator[Problem]:
    for test in test_file.tests:
        function = test_file.function(test.function) if not test.file and not test.unittest else None
        for each in function.decorators if function else ():
            if function and each.kind == "call" and each.value in NAMES:
                yield problem(function, each, config)


def problem(function: Function, given: Expr, config: PytestConfig) -> Problem:
    names = [param.name for param in function.params if param.name != "self"]
    loss = f"'{function.name}' is not run: xfail, yield tests were removed in pytest 4.0"
    return Problem(
        place=given.place,
        message=f"@parameterized makes a generator of '{function.name}', which pytest does not run",
        label="makes a generator",
        consequence=loss if config.version < (8, 4) else f"pytest stops at the file: {WORDS}",
        help=f'write @pytest.mark.parametrize("{", ".join(names)}", …)',
        fix=mended(function, given, names),
    )


def mended(function: Function, given: Expr, names: list[str]) -> Fix | None:
    values = given.parts[0] if len(given.parts) == 1 and not given.keywords else None
    if values is None or values.kind not in ("list", "tuple") or len(names) < 2:
        return None
    if not all(each.kind == "tuple" and len(each.parts) == len(names) for each in values.parts):
        return None
    start = values.place.replace(end_line=values.place.line, end_column=values.place.column)
    changes = (
        SetCalled(given.place, "pytest.mark.parametrize"),
        Replace(start, f'"{", ".join(names)}", '),
        AddImport(given.place.file, "import pytest"),
    )
    return Fix("write pytest.mark.parametrize", changes)
