"""What a test compares with `==` is the clock, which goes on.

## Why

`assert item.created == datetime.now()` reads the clock a second time, some microseconds later: the two are not the
same. On a clock with coarse steps, as Windows has, it holds now and then
(https://github.com/codalab/codalab-worksheets/pull/3163).

## Instead

`before <= item.created <= datetime.now()`, `pytest.approx(time.time(), abs=1)`, or a clock that stands still:
`freezegun`, `time-machine`.

## Fix safety

There is no fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.sources import SourceFile, Sources
from doctor.rules.collection._meant_to_fail import certain_slips
from doctor.rules.registry import rule

STANDING = ("freezegun", "time_machine", "pytest_freezer", "libfaketime", "mock", "unittest.mock", "patch")


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile, sources: Sources) -> Iterator[Problem]:
    for slip in certain_slips(test_file, "clocked"):
        if any(may_stop(file) for file in sources.reaching_others):
            return
        yield Problem(
            place=slip.place,
            message=f"{slip.name} is read here once more, and is compared with ==",
            label="later than the other",
            consequence=f"'{slip.within}' fails nearly always: the clock has gone on",
            help="ask whether it lies between two readings, or let the clock stand still (freezegun, time-machine)",
        )


def may_stop(file: SourceFile) -> bool:
    """May a conftest or plugin hold the clock for all?"""
    return any(each.module.startswith(STANDING) for each in file.imports)
