"""A block that waits for any exception uses a name that nothing defines.

## Why

A misspelt name raises a NameError, and `pytest.raises(Exception)` takes that for the exception that it waits for: the
code under test is never called, and the test passes (https://github.com/G-Research/PalletJack/issues/23).

## Instead

Mend the name, and wait for the exception that is meant: `pytest.raises(ValueError)`.

## Fix safety

The nearest name is a guess, and the test may fail then: it is written only when asked.
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
    for slip in slips(test_file, "undefined", anywhere=True):
        yield problem(slip)


def problem(slip: Slip) -> Problem:
    near = slip.text
    return Problem(
        place=slip.place,
        message=f"nothing defines '{slip.name}': the NameError is taken for the Exception that the block waits for",
        label=f"'{near}' is meant" if near else "not defined",
        consequence=f"'{slip.within}' passes without calling what it tests",
        help=(f"write '{near}', and wait" if near else "define it, and wait") + " for the exception that is meant",
        fix=Fix(f"write '{near}'", (Replace(slip.place, near),)) if near else None,
    )
