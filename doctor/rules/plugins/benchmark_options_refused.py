"""Options of pytest-benchmark are given that it does not take together.

## Why

`--benchmark-only` runs benchmarks alone and `--benchmark-disable` none: with both pytest stops. So it does for
`--benchmark-compare-fail` without the `--benchmark-compare` that it is about. One of the two often stands in addopts,
where the caller of the other does not see it.

See https://pytest-benchmark.readthedocs.io/en/latest/usage.html#commandline-options.

## Instead

`--benchmark-enable` undoes a `--benchmark-disable` of addopts.

## Fix safety

Taking the one out of addopts changes every call, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, GivenOption
from doctor.model.findings import Problem, Related, Severity
from doctor.rules.cures import option_removed
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(command_line: CommandLine) -> Iterator[Problem]:
    only, off, on = (command_line.last(f"--benchmark-{name}") for name in ("only", "disable", "enable"))
    if only and off and not on and only.known:
        yield together(only, off)
    fails, compare = command_line.last("--benchmark-compare-fail"), command_line.last("--benchmark-compare")
    if fails and fails.known and not compare:
        yield alone(fails)


def together(only: GivenOption, off: GivenOption) -> Problem:
    return Problem(
        place=only.place,
        message="'--benchmark-only' and '--benchmark-disable' exclude each other",
        label="benchmarks alone",
        related=(Related(off.place, "no benchmarks"),),
        consequence="pytest stops: Can't have both --benchmark-only and --benchmark-disable options.",
        help="add --benchmark-enable, which undoes --benchmark-disable, or take one of them out",
        fix=option_removed(off),
    )


def alone(fails: GivenOption) -> Problem:
    return Problem(
        place=fails.place,
        message=f"'{fails.text()}' is given without '--benchmark-compare'",
        label="compares with what?",
        consequence="pytest stops: --benchmark-compare-fail requires valid --benchmark-compare.",
        help="add --benchmark-compare, or take it out",
        fix=option_removed(fails),
    )
