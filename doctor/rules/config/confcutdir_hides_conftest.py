"""`--confcutdir` keeps conftest files from loading.

## Why

pytest loads the conftest files from rootdir down to each test file. `--confcutdir=DIR` cuts off those above DIR: their
fixtures are not found, and, worse, those that apply by themselves (autouse) silently do not.

See https://docs.pytest.org/en/stable/reference/reference.html#cmdoption-confcutdir.

## Instead

Take the option out, or name the folder of the uppermost conftest.py.

## Fix safety

Fixtures that come back may change what the tests do, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.config import CommandLine, GivenOption, PytestConfig
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Related, Severity
from doctor.model.places import Place
from doctor.model.plugins import Plugins
from doctor.model.sources import Fixture, Fixtures, Sources
from doctor.rules.called import asked_of as asked_of_calls
from doctor.rules.called import calls_with
from doctor.rules.cures import option_removed
from doctor.rules.cut_off import asked_of, folder_of_cut, is_above
from doctor.rules.naming import folder_of, is_within
from doctor.rules.phrases import listing
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(
    config: PytestConfig,
    command_line: CommandLine,
    tree: Tree,
    sources: Sources,
    fixtures: Fixtures,
    calls: Calls,
    plugins: Plugins,
) -> Iterator[Problem]:
    option, cut = command_line.last("--confcutdir"), folder_of_cut(config)
    if option is None:
        yield from in_calls(config, sources, fixtures, calls, plugins)
        return
    if not cut:
        return
    home = "" if config.rootdir == "." else config.rootdir
    above = [path for path in tree.named("conftest.py") if is_above(path, cut) and is_within(path, home)]
    lost = [path for path in above if any(is_within(file.path, folder_of(path)) for file in sources.collected)]
    if lost:
        yield problem(option, sorted(lost), sources, fixtures)


def in_calls(
    config: PytestConfig, sources: Sources, fixtures: Fixtures, calls: Calls, plugins: Plugins
) -> Iterator[Problem]:
    """Of make, tox and the like, where the tests ask for a fixture that is lost."""
    home = "" if config.rootdir == "." else config.rootdir
    for given, paths in calls_with("--confcutdir", calls, plugins.valued):
        cut = given.value.text.removeprefix("./").rstrip("/") if given.value else ""
        above = [each.path for each in sources.conftests if is_above(each.path, cut) and is_within(each.path, home)]
        asked = asked_of_calls(above, paths, sources, fixtures) if cut and not cut.startswith(("..", "/")) else {}
        if asked:
            name, test = next(iter(asked.items()))
            yield Problem(
                place=given.word.place,
                message=f"'{given.name} {cut}' keeps {' and '.join(sorted(above))} from loading",
                label="nothing above is loaded",
                related=(Related(test.place, f"asks for '{name}'"),),
                consequence=f"tests end in an error: fixture '{name}' not found",
                help=f"take '{given.name} {cut}' out, or name the folder of {min(above)}",
                severity=Severity.WARNING,
            )


def problem(option: GivenOption, lost: list[str], sources: Sources, visible: Fixtures) -> Problem:
    files = [file for path in lost if (file := sources.get(path))]
    fixtures = [fixture for file in files for fixture in file.fixtures]
    asked = asked_of(files, sources, visible)
    return Problem(
        place=option.place,
        message=f"'{option.text()}' keeps {' and '.join(lost)} from loading",
        label="nothing above is loaded",
        related=tuple(Related(Place(path, 1, 1), "not loaded") for path in lost),
        consequence=consequence(fixtures, asked),
        help=f"take '{option.text()}' out, or name the folder of {lost[0]}",
        fix=option_removed(option),
        severity=Severity.ERROR if asked or any(fixture.autouse for fixture in fixtures) else Severity.WARNING,
    )


def consequence(fixtures: list[Fixture], asked: list[str]) -> str:
    if asked:
        return f"tests end in an error: fixture '{asked[0]}' not found"
    autouse = [fixture.name for fixture in fixtures if fixture.autouse]
    if autouse:
        return f"without a word the autouse {listing(autouse)} {'is' if len(autouse) == 1 else 'are'} not applied"
    if fixtures:
        return f"not found: {listing(fixture.name for fixture in fixtures)}"
    return "its hooks and fixtures are not there"
