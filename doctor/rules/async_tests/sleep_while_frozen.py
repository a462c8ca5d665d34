"""An async test sleeps while freezegun has stopped the clock: it never wakes.

## Why

`freeze_time` stops `time.monotonic()`, too, by which the event loop of asyncio knows when a sleep is over.
`await asyncio.sleep(0.1)` within it never ends (https://github.com/spulec/freezegun/issues/563,
https://github.com/spulec/freezegun/issues/437).

## Instead

`freeze_time("2012-01-14", real_asyncio=True)`, since freezegun 1.4, or `tick=True`. From 1.3 until 1.4 the loop had a
clock of its own at all times.

Nothing is said where a name holds what freezes, and may move the time on, where freezegun is configured, or where the
project puts something else in the place of `asyncio.sleep` or of the event loop.

## Fix safety

`real_asyncio=True` is written when asked for.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Distributions
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.slips import Slip
from doctor.model.sources import Fixtures, SourceFile, Sources
from doctor.rules.async_tests._replaced import is_replaced
from doctor.rules.collection._meant_to_fail import certain_slips
from doctor.rules.registry import rule

CONFIGURING = ("freezegun.configure", "freezegun.config.configure")  # it may leave asyncio alone
OTHER_LOOPS = ("uvloop", "looptime", "async-solipsism")  # which have clocks of their own
LOOPS = ("event_loop", "event_loop_policy")


@rule(severity=Severity.ERROR, since="0.1")
def check(
    test_file: SourceFile, distributions: Distributions, sources: Sources, fixtures: Fixtures
) -> Iterator[Problem]:
    version = distributions.version("freezegun")
    if not version or version < (1, 1) or (1, 3) <= version < (1, 4) or any(map(distributions.get, OTHER_LOOPS)):
        return
    found = list(certain_slips(test_file, "frozen"))
    if found and not is_other_clock(test_file, sources, fixtures):
        yield from (problem(slip, version >= (1, 4)) for slip in found)


def is_other_clock(file: SourceFile, sources: Sources, fixtures: Fixtures) -> bool:
    """May the sleep, the loop or what is frozen be another than it seems to be?"""
    loops = [fixtures.of(file.path, name) for name in LOOPS]
    is_configured = any(True for each in sources for _ in each.calls_of(*CONFIGURING))
    is_own_loop = any(each is not None and each.fixture is not None for each in loops)
    return is_configured or is_own_loop or is_replaced(("asyncio.sleep",), file, sources)


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
