"""A test lets other processes, a pool or tasks assert, and does not ask how they ended.

## Why

A failed assertion in a `multiprocessing.Process` ends that process with exit code 1, and `join()` says nothing. One in
what a pool runs stays in the future until `result()` is asked. And `asyncio.gather(…, return_exceptions=True)` hands
exceptions back as values. The test passes whatever they found
(https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Process.exitcode,
https://docs.python.org/3/library/asyncio-task.html#asyncio.gather).

## Instead

`assert process.exitcode == 0` behind `join()`; `future.result()`; `gather(…)` without `return_exceptions`.

Nothing is said where the test asserts something afterwards.

## Fix safety

`return_exceptions` goes only when asked: the test may fail then.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix
from doctor.model.rewrites import RemoveArgument
from doctor.model.slips import Slip
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.registry import rule

WHAT = {
    "processed": ("a process runs assertions, and nobody asks for its exitcode", "`assert process.exitcode == 0`"),
    "submitted": ("a pool runs assertions, and nobody asks for the result of the future", "`future.result()`"),
    "gathered": (
        "return_exceptions=True hands failures back as values, and nobody looks at them",
        "`gather(…)` without",
    ),
}


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for slip in slips(test_file, *WHAT):
        yield problem(slip)


def problem(slip: Slip) -> Problem:
    message, cure = WHAT[slip.how]
    fix = (
        Fix("let gather raise", (RemoveArgument(slip.place, "return_exceptions"),)) if slip.how == "gathered" else None
    )
    return Problem(
        place=slip.place,
        message=message,
        label="fails unheard",
        related=tuple(Related(place, "asserted here") for place in slip.others),
        consequence=f"'{slip.within}' passes whatever is found there",
        help=f"write {cure}",
        fix=fix,
    )
