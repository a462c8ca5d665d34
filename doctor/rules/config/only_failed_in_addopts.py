"""addopts runs only what failed before.

## Why

`--lf` in `addopts` leaves all other tests out as soon as one has failed: a change that mends it and breaks two others
is green. `--sw` ends at the first failure, and begins there the next time. Neither shows in the exit code.

See https://docs.pytest.org/en/stable/how-to/cache.html#rerunning-only-failures-or-failures-first.

## Instead

Write them on the command line when they are wanted. `--ff` runs what failed first, and then all others.

## Fix safety

`--ff` takes the place of `--lf`, and `--sw` goes: more tests are run, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, PytestConfig, Source
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.rules.config._winner import is_chosen
from doctor.rules.cures import may_edit, option_removed, written
from doctor.rules.registry import rule

FAILED = ("--lf", "--last-failed")


@rule(severity=Severity.WARNING, since="0.1")
def check(config: PytestConfig, command_line: CommandLine) -> Iterator[Problem]:
    is_meant = command_line.last("--ff", "--failed-first", "--lfnf", "--last-failed-no-failures")
    if is_chosen(config) or is_meant or config.blocked("cacheprovider"):
        return
    for option in command_line.all(*FAILED, "--sw", "--stepwise"):
        if option.source is not Source.ADDOPTS or not option.known:
            continue
        is_failed = not set(FAILED).isdisjoint(option.names)
        first = Fix("write '--ff' in its place", (Replace(option.place, written("--ff", option.place, config)),))
        yield Problem(
            place=option.place,
            message=f"with '{option.text()}' in addopts pytest runs "
            + ("only what failed before" if is_failed else "the tests up to the first failure"),
            label="leaves tests out",
            consequence="what the other tests would say is not known, and the run is green without them",
            help="write --ff, which runs what failed first and then all others"
            if is_failed
            else f"write '{option.text()}' on the command line when it is wanted",
            fix=(first if may_edit(option.place) else None) if is_failed else option_removed(option),
        )
