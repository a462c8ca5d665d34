"""`assert pytest.approx(…)` stands alone, and compares nothing.

## Why

`pytest.approx(1.5)` is what a value is compared with. Alone it is neither true nor false: pytest stops with
"approx() is not supported in a boolean context", and before pytest 7.0 the test always passed. Its second argument is
the tolerance, not a second value (https://docs.pytest.org/en/stable/reference/reference.html#pytest-approx).

## Instead

`assert mean == pytest.approx(1.5)`.

## Fix safety

The comparison is written only when asked: the test may fail then.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for slip in slips(test_file, "approx"):
        place = slip.place
        may_fix = slip.text and place.line == place.end_line
        yield Problem(
            place=place,
            message="pytest.approx is asserted, and compared with nothing",
            label="neither true nor false",
            consequence=f"'{slip.within}' fails: AssertionError: approx() is not supported in a boolean context",
            help=f"write `assert {slip.text}`" if slip.text else "write `assert value == pytest.approx(…)`",
            fix=Fix(f"write `{slip.text}`", (Replace(place, slip.text),)) if may_fix else None,
        )
