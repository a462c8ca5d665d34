"""`pytest.raises` is given `A or B`, which is `A` alone.

## Why

`ValueError or KeyError` is worked out first, and a class is true: what remains is `ValueError`. A KeyError is not
caught, and the test fails; of `A and B` only `B` is. Several classes are given as a tuple
(https://docs.pytest.org/en/stable/reference/reference.html#pytest-raises).

## Instead

`pytest.raises((ValueError, KeyError))`.

## Fix safety

The tuple is written when asked: the test then passes with more exceptions than it does now.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.slips import Slip
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for slip in slips(test_file, "either", anywhere=True):
        yield problem(slip)


def problem(slip: Slip) -> Problem:
    return Problem(
        place=slip.place,
        message=f"this is {slip.name} alone: a class is always true",
        label="no choice",
        consequence=f"nothing but {slip.name} is waited for",
        help=f"write the tuple `{slip.text}`",
        fix=Fix(f"write {slip.text}", (Replace(slip.place, slip.text),)),
    )
