"""An assertion that gives nothing back is itself asserted.

## Why

`mock.assert_called_once_with(1)` raises where it is not so, and gives None back where it is. `assert` of that fails
always: "AssertionError: assert None". So it is with `numpy.testing.assert_allclose` and its like
(https://docs.python.org/3/library/unittest.mock.html#unittest.mock.Mock.assert_called_once_with,
https://numpy.org/doc/stable/reference/generated/numpy.testing.assert_allclose.html).

## Instead

The call by itself, without `assert`.

## Fix safety

The word goes: what the call asserts is still asserted.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.slips import Slip
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for slip in slips(test_file, "valueless"):
        yield problem(slip)


def problem(slip: Slip) -> Problem:
    words = tuple(Replace(place, "") for place in slip.others)
    return Problem(
        place=slip.place,
        message=f"'{slip.name}' gives None back, also where all is right",
        label="always None",
        consequence=f"'{slip.within}' fails: AssertionError: assert None",
        help="call it without `assert`",
        fix=Fix("call it without assert", words, safe=True) if words else None,
    )
