"""A call with `-f` of pytest-xdist never ends.

## Why

`-f` (`--looponfail`) runs the tests again whenever a file changes, until it is interrupted. In `addopts` each call
waits like that; in CI and in a `RUN` of a Dockerfile the step ends with its time limit.

See https://pytest-xdist.readthedocs.io/en/stable/how-to.html.

## Instead

Type it by hand, or use a watcher.

## Fix safety

Taking the option out makes calls end that did not: it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.config import CommandLine, Source
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.places import Place
from doctor.rules.cures import option_removed
from doctor.rules.registry import rule

OPTIONS = ("-f", "--looponfail")
UNATTENDED = ("ci", "tox", "nox")


@rule(severity=Severity.ERROR, since="0.1")
def check(command_line: CommandLine, calls: Calls) -> Iterator[Problem]:
    for option in command_line.all(*OPTIONS):
        if option.source is Source.ADDOPTS and option.known:
            yield problem(option.place, option.text(), option_removed(option))
    for call in calls.calls:
        for word in call.words if call.kind in UNATTENDED else ():
            if word.text in OPTIONS:
                yield problem(word.place, word.text, None).replace(severity=Severity.WARNING)


def problem(place: Place, text: str, fix: Fix | None) -> Problem:
    return Problem(
        place=place,
        message=f"with '{text}' pytest runs the tests again and again, and waits for changes",
        label="never ends",
        consequence="the call ends when it is interrupted, or with the time limit of the step",
        help=f"take '{text}' out, and type it where it is wanted",
        fix=fix,
    )
