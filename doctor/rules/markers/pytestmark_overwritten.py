"""`pytestmark` is assigned twice, and the first marks are lost.

## Why

`pytestmark` is a variable like others: the last assignment holds. Marks of an earlier one, `slow` or a skip, are on no
test (https://docs.pytest.org/en/stable/reference/reference.html#globalvar-pytestmark).

## Instead

One list: `pytestmark = [pytest.mark.slow, pytest.mark.db]`. Nothing is said where the second one takes up the first,
nor where a condition chooses between them.

## Fix safety

There is no fix: the marks that were lost may be meant to be.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.sources import Expr, SourceFile
from doctor.rules.registry import rule

NAME = "pytestmark"
MARGIN = len(f"{NAME} = ") + 1  # the column of a value that is assigned at the left margin, under no condition


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    values = [value for name, value in test_file.assigned if name == NAME]
    if len(values) < 2 or not all(value.place.column == MARGIN for value in values):
        return
    *before, last = values
    kept = names(last)
    lost = [mark for value in before for mark in names(value) if mark not in kept]
    if lost and NAME not in {str(part.value) for part in (last, *last.parts)}:
        yield Problem(
            place=before[0].place,
            message=f"{NAME} is assigned again in line {last.place.line}: mark '{lost[0]}' is on no test",
            label="lost",
            related=(Related(last.place, "this one holds"),),
            consequence="the tests of the module run without it, without a word",
            help=f"write both into one list: `{NAME} = [pytest.mark.{lost[0]}, …]`",
        )


def names(value: Expr) -> list[str]:
    """The marks that it holds, by their names."""
    marks = value.parts if value.kind in ("list", "tuple") else (value,)
    found = (str(mark.value or "") for mark in marks)
    return [name.removeprefix("pytest.mark.").partition("(")[0] for name in found if name.startswith("pytest.mark.")]
