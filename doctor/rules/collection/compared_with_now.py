"""What a test compares with `==` is the clock, which goes on.

## Why

`assert item.created == datetime.now()` reads the clock a second time, some microseconds later: the two are not the
same. On a clock with coarse steps, as Windows has, it holds now and then
(https://github.com/codalab/codalab-worksheets/pull/3163).

## Instead

`before <= item.created <= datetime.now()`, `pytest.approx(time.time(), abs=1)`, or a clock that stands still:
`freezegun`, `time-machine`.

Nothing is said where a conftest or plugin of the project may hold the clock, or put something in its place.

## Fix safety

There is no fix.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.sources import Call, SourceFile, Sources
from doctor.rules.collection._meant_to_fail import certain_slips
from doctor.rules.registry import rule

STANDING = ("freezegun", "time_machine", "pytest_freezer", "libfaketime", "mock", "unittest.mock", "patch")
FIXTURES = frozenset({"freezer", "frozen_time", "time_machine"})
HOLDING = ("freeze", "travel")
REPLACING = ("setattr", "patch")
CLOCK = re.compile(r"(?i)time|date|now|clock|today")


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile, sources: Sources) -> Iterator[Problem]:
    found = list(certain_slips(test_file, "clocked"))
    if not found or any(map(may_stop, sources.reaching_others)):
        return
    for slip in found:
        yield Problem(
            place=slip.place,
            message=f"{slip.name} is read here once more, and is compared with ==",
            label="later than the other",
            consequence=f"'{slip.within}' fails nearly always: the clock has gone on",
            help="ask whether it lies between two readings, or let the clock stand still (freezegun, time-machine)",
        )


def may_stop(file: SourceFile) -> bool:
    """May a conftest or plugin hold the clock, for all tests or for those that ask for a fixture?"""
    return (
        any(each.dotted.startswith(STANDING) for each in file.imports)
        or any(param.name in FIXTURES for function in file.functions for param in function.params)
        or any(map(may_hold, file.calls))
    )


def may_hold(call: Call) -> bool:
    given = (*call.expr.parts, *(value for _, value in call.expr.keywords))
    is_replacing = any(word in call.name for word in REPLACING)
    return any(word in call.name for word in HOLDING) or (
        is_replacing and any(CLOCK.search(str(each.value)) for each in given)
    )
