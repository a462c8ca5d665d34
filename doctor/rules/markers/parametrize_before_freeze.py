"""A test runs at a frozen time, and its `parametrize` has asked for the time before.

## Why

What stands in a decorator is worked out when the file is imported. `datetime.date.today()` in `parametrize` is the day
on which pytest collects; `@freeze_time("2024-01-01")` holds while the test runs, and the two disagree
(https://github.com/mozilla/experimenter/issues/16977).

## Instead

Write the date, or ask for it within the test.

## Fix safety

There is no fix: which time is expected cannot be told.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.sources import Expr, SourceFile
from doctor.rules.registry import rule

FREEZING = ("freezegun.freeze_time", "time_machine.travel")
NOW = frozenset(
    """datetime.date.today datetime.datetime.now datetime.datetime.today datetime.datetime.utcnow time.time
    django.utils.timezone.now django.utils.timezone.localdate""".split()  # noqa: SIM905
)


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    if not any(each.module.partition(".")[0] in ("freezegun", "time_machine") for each in test_file.imports):
        return
    for mark in test_file.marks:
        function = test_file.function(mark.owner) if mark.name == "parametrize" and mark.target == "function" else None
        frozen = [each for each in function.decorators if each.value in FREEZING] if function else []
        asked = next(now_in(mark.expr), None) if frozen else None
        if asked is not None:
            name = str(asked.value).partition(".")[2]
            yield Problem(
                place=asked.place,
                message=f"parametrize asks for '{name}()' on import, before the time is frozen",
                label="the time of collection",
                related=(Related(frozen[0].place, "frozen while the test runs"),),
                consequence="the value is not of the time at which the test runs",
                help="write the date that is meant, or ask for it within the test",
            )


def now_in(expr: Expr) -> Iterator[Expr]:
    return (each for each in expr.nested() if each.kind == "call" and str(each.value) in NOW)
