"""An async test sleeps while freezegun has stopped the clock: it never wakes.

## Why

`freeze_time` stops `time.monotonic()`, too, by which the event loop of asyncio knows when a sleep is over.
`await asyncio.sleep(0.1)` within it never ends (https://github.com/spulec/freezegun/issues/563,
https://github.com/spulec/freezegun/issues/437).

## Instead

`freeze_time("2012-01-14", real_asyncio=True)`, since freezegun 1.4, or `tick=True`. From 1.3 until 1.4 the loop had a
clock of its own at all times.

Nothing is said where a name holds what freezes, and may move the time on.

## Fix safety

`real_asyncio=True` is written when asked for.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Distributions
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.flows import Slip
from doctor.model.sources import SourceFile
from doctor.rules.collection._meant_to_fail import certain_slips
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile, distributions: Distributions) -> Iterator[Problem]:
    version = distributions.version("freezegun")
    if version and distributions.get("uvloop") is None and ((1, 1) <= version < (1, 3) or version >= (1, 4)):
        yield from (problem(slip, version >= (1, 4)) for slip in certain_slips(test_file, "frozen"))


def problem(slip: Slip, has_word: bool) -> Problem:
    freezing, sleep = slip.others
    end = freezing.replace(line=freezing.end_line, column=freezing.end_column - 1, end_column=freezing.end_column - 1)
    asleep = () if sleep == slip.place else (Related(sleep, "sleeps here"),)
    return Problem(
        place=freezing,
        message=f"'{slip.within}' sleeps while the clock stands still: the loop never wakes it",
        label="stops the loop's clock, too",
        related=(Related(slip.place, "never ends"), *asleep),
        consequence="the run hangs here",
        help="write `real_asyncio=True`" if has_word else "write `tick=True`",
        fix=Fix("let asyncio have the real time", (Replace(end, ", real_asyncio=True"),)) if has_word else None,
    )
