"""`usefixtures` is given a fixture's function where it takes its name.

## Why

A mark that is given one function takes it for what it is to mark: `@pytest.mark.usefixtures(clean)` marks the fixture
`clean`, and hands it the test as its argument. pytest stops: "Fixture "clean" called directly"
(https://docs.pytest.org/en/stable/how-to/fixtures.html#use-fixtures-in-classes-and-modules-with-usefixtures).

## Instead

The name, as text: `@pytest.mark.usefixtures("clean")`.

## Fix safety

The name is written in place of the function when asked for: the tests begin to run.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.expressions import Expr
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import SourceFile
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    fixtures = {fixture.function: fixture.name for fixture in test_file.fixtures if not fixture.class_name}
    for mark in test_file.marks:
        for part in mark.expr.parts if mark.name == "usefixtures" and fixtures else ():
            if part.kind == "name" and part.value in fixtures and test_file.value(str(part.value)) is None:
                yield problem(part, fixtures[str(part.value)])


def problem(part: Expr, name: str) -> Problem:
    return Problem(
        place=part.place,
        message=f"usefixtures is given the function of fixture '{name}', and takes its name",
        label="a function",
        consequence=f'pytest stops: Fixture "{part.value!s}" called directly',
        help=f'write `usefixtures("{name}")`',
        fix=Fix(f'write "{name}"', (Replace(part.place, f'"{name}"'),)),
    )
