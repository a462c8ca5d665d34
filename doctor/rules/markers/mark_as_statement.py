"""A mark stands alone as a statement, and marks nothing.

## Why

`pytest.mark.skip(reason="…")` makes a mark. As a statement, at the top of a module, in a class or in a test, it is
thrown away: the tests run as if it were not there
(https://docs.pytest.org/en/stable/example/markers.html#marking-whole-classes-or-modules).

## Instead

`pytestmark = pytest.mark.skip(reason="…")` for a module or class, `@pytest.mark.skip(reason="…")` above a test,
`pytest.skip("…")` within one.

## Fix safety

The tests that are then marked are run otherwise, so it is written only when asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.rewrites import SetCalled
from doctor.model.slips import Slip
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.registry import rule

CALLED = ("skip", "xfail")


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for slip in slips(test_file, "marked", anywhere=True):
        yield problem(slip)


def problem(slip: Slip) -> Problem:
    cure = f"`pytestmark = pytest.mark.{slip.name}…`"
    if slip.within:
        cure = f"`pytest.{slip.name}(…)`" if slip.name in CALLED else f"`@pytest.mark.{slip.name}…` above the function"
    elif slip.text == "above":
        cure = f"`@pytest.mark.{slip.name}…`"
    return Problem(
        place=slip.place,
        message=f"'pytest.mark.{slip.name}' stands alone, and marks nothing",
        label="made and thrown away",
        consequence="tests run as if the line were not there",
        help=f"write {cure}",
        fix=mended(slip),
    )


def mended(slip: Slip) -> Fix | None:
    if slip.within:
        change = SetCalled(slip.place, f"pytest.{slip.name}")
        return Fix(f"call pytest.{slip.name}", (change,)) if slip.name in CALLED else None
    start = slip.place.replace(end_line=slip.place.line, end_column=slip.place.column)
    return None if slip.text else Fix("assign it to pytestmark", (Replace(start, "pytestmark = "),))
