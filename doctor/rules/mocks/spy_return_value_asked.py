"""A spy of pytest-mock is asked for its `return_value`, or is given one.

## Why

`mocker.spy` lets the real function run, and keeps what that gives in `spy_return`. `spy.return_value` is what a mock
would give that stood in its place: a mock, equal to nothing. Where a test sets it, the real function still runs
(https://github.com/pytest-dev/pytest-mock/issues/118, https://pytest-mock.readthedocs.io/en/latest/usage.html#spy).

## Instead

`assert spy.spy_return == 8`. To give another value, `mocker.patch.object(Doubler, "double", return_value=8)`.

## Fix safety

`spy_return` is written when asked for: what is compared is another value then.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.slips import Slip
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.excused import is_excused
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    if any(fixture.name == "mocker" for fixture in test_file.fixtures):
        return
    for slip in slips(test_file, "spy asked", "spy given"):
        if not is_excused(test_file, slip.within, slip.place.line):
            yield problem(slip)


def problem(slip: Slip) -> Problem:
    is_given = slip.how == "spy given"
    right = f"{slip.name}.spy_return"
    return Problem(
        place=slip.place,
        message=f"'{slip.name}' is a spy: "
        + ("the real function runs, whatever its return_value" if is_given else "its return_value is a mock"),
        label="has no effect" if is_given else "not what the function gave",
        related=(Related(slip.others[0], "the spy"),),
        consequence="the code under test gets what the real function gives" if is_given else "it is equal to nothing",
        help="patch it, to give another value: `mocker.patch.object(…, return_value=…)`"
        if is_given
        else f"write `{right}`",
        fix=None if is_given else Fix(f"write {right}", (Replace(slip.place, right),)),
    )
