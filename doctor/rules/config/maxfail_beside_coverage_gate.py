"""A run that ends early is measured against a limit for coverage.

## Why

`-x` and `--maxfail` end the run at a failure. What the other tests would have covered is missing then, so
`--cov-fail-under` complains of coverage beside the failure that matters.

See https://docs.pytest.org/en/stable/how-to/failures.html#stopping-after-the-first-or-n-failures and
https://pytest-cov.readthedocs.io/en/latest/config.html.

## Instead

Leave `-x` to the command line of people who debug.

## Fix safety

Taking the option out of addopts changes what runs, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, Source
from doctor.model.findings import Problem, Related, Severity
from doctor.rules.cures import option_removed
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(command_line: CommandLine) -> Iterator[Problem]:
    stop = command_line.last("-x", "--exitfirst", "--maxfail")
    gate = command_line.last("--cov-fail-under")
    is_set = stop and stop.value != "0" and stop.source is not Source.COMMAND_LINE
    if stop and is_set and gate and gate.known and gate.value not in ("0", None):
        yield Problem(
            place=stop.place,
            message=f"'{stop.text()}' ends the run early, and '{gate.text()}' then measures a part of it",
            label="ends early",
            related=(Related(gate.place, "measured here"),),
            help=f"take '{stop.text()}' out of addopts",
            fix=option_removed(stop),
        )
