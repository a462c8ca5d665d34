"""`assert_has_calls` is given calls in place of a list of them.

## Why

Its first argument is a list, its second one says whether the order matters. Of `assert_has_calls(call(1), call(2))` the
first call is taken apart as if it were the list, and the second one is true: no mock was called so, and the test fails
with "Calls not found". A second list is not compared with anything: `assert_has_calls([call(1)], [call(2)])` passes
without a `call(2)`
(https://docs.python.org/3/library/unittest.mock.html#unittest.mock.Mock.assert_has_calls).

## Instead

`assert_has_calls([call(1), call(2)])`.

## Fix safety

Brackets are written around the calls: as it stands the assertion can only fail. Two lists have no fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.slips import Slip
from doctor.model.sources import SourceFile
from doctor.rules.collection._meant_to_fail import certain_slips
from doctor.rules.registry import rule

MOST = 2  # arguments that it takes


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for slip in certain_slips(test_file, "counted"):
        yield of_lists(slip) if slip.text == "lists" else of_calls(slip)


def of_calls(slip: Slip) -> Problem:
    first, last = slip.others[0], slip.others[-1]
    start = first.replace(end_line=first.line, end_column=first.column)
    end = last.replace(line=last.end_line, column=last.end_column)
    is_too_much = len(slip.others) > MOST
    failure = (
        f"the test fails: TypeError: {slip.name}() takes from 2 to 3 positional arguments"
        if is_too_much
        else "nobody looks for them: the test fails with AssertionError, but for a mock that was called with nothing"
    )
    return Problem(
        place=first.replace(end_line=last.end_line, end_column=last.end_column),
        message=f"{slip.name} takes a list of calls, and is given {'calls' if slip.others[1:] else 'a call'}",
        label="no list",
        consequence=failure,
        help=f"write `{slip.name}([call(…), …])`",
        fix=Fix("write brackets around the calls", (Replace(start, "["), Replace(end, "]"))),
    )


def of_lists(slip: Slip) -> Problem:
    return Problem(
        place=slip.others[1],
        message=f"{slip.name} takes one list: a second one says that the order does not matter",
        label="compared with nothing",
        consequence="the test passes whether or not these calls were made",
        help=f"write all calls in one list: `{slip.name}([call(…), call(…)])`",
    )
