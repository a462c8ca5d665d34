"""With `--noconftest` no conftest.py is read, and tests ask for fixtures of one.

## Why

`--noconftest` keeps pytest from loading any `conftest.py`: its fixtures, hooks and options are not there. The tests
that ask for one of the fixtures end with "fixture not found", and the message does not say why.

See https://docs.pytest.org/en/stable/reference/reference.html#command-line-flags.

## Instead

Take it out. What one conftest.py does wrong is better kept apart by `--confcutdir`, or by a plugin that is loaded with
`-p`.

## Fix safety

The conftest files are run again, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine
from doctor.model.findings import Problem, Related, Severity
from doctor.model.sources import Sources
from doctor.rules.cures import option_removed
from doctor.rules.lists import conftest_fixtures
from doctor.rules.phrases import listing
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(command_line: CommandLine, sources: Sources) -> Iterator[Problem]:
    option = command_line.last("--noconftest")
    if option is None:
        return
    lost = conftest_fixtures(sources)
    asked = {
        name: test
        for file, test in sources.tests
        for name in test.requests
        if name in lost and not any(fixture.name == name for fixture in file.fixtures)
    }
    if asked:
        name, test = next(iter(asked.items()))
        yield Problem(
            place=option.place,
            message=f"with --noconftest no conftest.py is read, and tests ask for {listing(asked)} of one",
            label="switches all conftest.py off",
            related=(Related(test.place, "asks for it"), Related(lost[name], "defined here")),
            consequence=f"error at setup of '{test.name}': fixture '{name}' not found",
            help="take --noconftest out",
            fix=option_removed(option),
        )
