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

from collections.abc import Iterator, Mapping

from doctor.model.calls import Calls
from doctor.model.config import CommandLine
from doctor.model.findings import Problem, Related, Severity
from doctor.model.places import Place
from doctor.model.plugins import Plugins
from doctor.model.sources import Fixtures, Sources, Test
from doctor.rules.called import asked_of, calls_with
from doctor.rules.cures import option_removed
from doctor.rules.lists import conftest_fixtures
from doctor.rules.phrases import listing
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(
    command_line: CommandLine, sources: Sources, fixtures: Fixtures, calls: Calls, plugins: Plugins
) -> Iterator[Problem]:
    option = command_line.last("--noconftest")
    lost = conftest_fixtures(sources)
    if option is None:
        conftests = {each.path for each in sources.conftests}
        for given, paths in calls_with("--noconftest", calls, plugins.valued):
            if asked := asked_of(conftests, paths, sources, fixtures):
                yield told(given.word.place, asked, lost).replace(severity=Severity.WARNING)
        return
    found = {
        name: test
        for file, test in sources.tests
        for name in test.requests
        if name in lost and not any(fixture.name == name for fixture in file.fixtures)
    }
    if found:
        yield told(option.place, found, lost).replace(fix=option_removed(option))


def told(place: Place, asked: dict[str, Test], lost: Mapping[str, Place]) -> Problem:
    name, test = next(iter(asked.items()))
    defined = (Related(lost[name], "defined here"),) if name in lost else ()
    return Problem(
        place=place,
        message=f"with --noconftest no conftest.py is read, and tests ask for {listing(asked)} of one",
        label="switches all conftest.py off",
        related=(Related(test.place, "asks for it"), *defined),
        consequence=f"error at setup of '{test.name}': fixture '{name}' not found",
        help="take --noconftest out",
    )
