"""An `assert` tests a tuple, which is always true.

## Why

`assert (total == 3, "wrong total")` asserts that a tuple of two items is not empty. It never fails, whatever the total
is; Python and pytest warn of it, and the test passes.

See https://docs.pytest.org/en/stable/how-to/assert.html.

## Instead

Take the parentheses out: `assert total == 3, "wrong total"`.

## Fix safety

A test that begins to check may fail, so the parentheses are not taken away unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix
from doctor.model.rewrites import UnwrapAssert
from doctor.model.sources import Function, SourceFile
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(file: SourceFile) -> Iterator[Problem]:
    if file.collected or file.role == "conftest":
        for function in file.functions:
            if function.tuples:
                yield problem(function, file)


def problem(function: Function, file: SourceFile) -> Problem:
    return Problem(
        place=function.tuples[0],
        message=f"assert on a tuple in '{function.name}': it is always true",
        label="a tuple that is not empty",
        related=tuple(Related(place, "and here") for place in function.tuples[1:]),
        consequence="nothing is checked; only a warning says so: "
        "SyntaxWarning: assertion is always true, perhaps remove parentheses?",
        fix=Fix("take the parentheses away", tuple(UnwrapAssert(place) for place in function.tuples)),
        help="write 'assert condition, message' without parentheses around both",
    )
