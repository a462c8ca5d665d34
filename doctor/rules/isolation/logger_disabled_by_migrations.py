"""Migrations disable the logger whose messages a test looks for in caplog.

## Why

The env.py that Alembic writes calls `fileConfig(config.config_file_name)`. That disables all loggers which are there by
then and which alembic.ini does not name: those of all modules that the tests have imported. When a
fixture has run `alembic.command.upgrade`, `caplog.text` is empty for the rest of the run, though each test passes when
it is run alone (https://github.com/londonaicentre/FLIP/pull/867,
https://docs.python.org/3/library/logging.config.html#logging.config.fileConfig).

## Instead

`fileConfig(config.config_file_name, disable_existing_loggers=False)` in env.py.

Nothing is said where env.py asks for more than that there is a file, or where the tests deal with disabled loggers or
with handlers. Followed are functions that the test imports from the module that logs.

## Fix safety

The argument is added when asked: the application's loggers speak during migrations then.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.disabled_loggers import DisabledLogger, DisabledLoggers, Migrating
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix
from doctor.model.places import Place
from doctor.model.plugins import Plugins
from doctor.model.rewrites import SetArgument
from doctor.model.sources import Fixtures, Sources
from doctor.rules.closure import closure
from doctor.rules.phrases import plural
from doctor.rules.registry import rule

ARGUMENT = "disable_existing_loggers"


@rule(severity=Severity.WARNING, since="0.1")
def check(
    disabled_loggers: DisabledLoggers, sources: Sources, fixtures: Fixtures, plugins: Plugins
) -> Iterator[Problem]:
    place, found = disabled_loggers.place, disabled_loggers.found
    if place is None or not found:
        return
    used = [each for each in disabled_loggers.migrating if is_used(each, sources, fixtures, plugins)]
    if used:
        yield problem(place, used[0], found, sources)


def is_used(migrating: Migrating, sources: Sources, fixtures: Fixtures, plugins: Plugins) -> bool:
    """Does a test of this run come to the fixture that migrates?"""
    home = sources.get(migrating.file)
    fixture = next((each for each in home.fixtures if each.function == migrating.function), None) if home else None
    for file, test in sources.tests:
        reached = closure(file.path, set(test.requests), fixtures, plugins, test.class_name)
        if fixture and fixture.name in reached:
            visible = fixtures.of(file.path, fixture.name, test.class_name)
            if visible and visible.fixture == fixture:
                return True
    return False


def problem(place: Place, migrating: Migrating, found: tuple[DisabledLogger, ...], sources: Sources) -> Problem:
    first = found[0]
    file = sources.get(first.file)
    function = file.function(first.function) if file else None
    more = f", and {plural(len(found) - 1, 'more test')} with it" if len(found) > 1 else ""
    return Problem(
        place=place,
        message=f"migrations disable the logger '{first.name}', for which '{first.function}' looks in caplog{more}",
        label="disables all loggers that are there",
        related=(
            Related(migrating.call, f"'{migrating.function}' migrates"),
            *((Related(function.place, "looks in caplog"),) if function else ()),
            Related(first.logged, f"'{first.called}' logs here"),
        ),
        consequence="caplog has nothing of it in tests that run after the migrations",
        help=f"write `{ARGUMENT}=False`",
        fix=Fix(f"write {ARGUMENT}=False", (SetArgument(place, ARGUMENT, "False"),)),
    )
