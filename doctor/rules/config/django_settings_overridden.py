"""The environment overrides the Django settings of the configuration.

## Why

pytest-django takes `--ds`, else the variable DJANGO_SETTINGS_MODULE, else the key of that name in the configuration.
Where the variable is set, as in a shell that has worked on the site, the tests run with other settings: the real
database, another cache (https://github.com/pytest-dev/pytest-django/issues/512).

## Instead

Unset the variable for test runs, or write `--ds=MODULE` into addopts, which wins.

## Fix safety

`--ds` in addopts wins over the variable. Whoever set the variable may have meant it, so it is not written unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.django import NAME, choices, is_loaded
from doctor.model.environment import Variables
from doctor.model.findings import Problem, Related, Severity
from doctor.model.plugins import Plugins
from doctor.rules.cures import item_added
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(
    ini: IniValues, command_line: CommandLine, variables: Variables, plugins: Plugins, config: PytestConfig
) -> Iterator[Problem]:
    if variables.get(NAME) is None or not is_loaded(plugins):
        return
    given = choices(ini, command_line, variables)
    if len(given) == 2 and given[0].source == "environment" and given[0].module != given[1].module:
        wins, loses = given
        yield Problem(
            place=loses.place,
            message=f"{NAME} = {loses.module} has no effect: the environment says '{wins.module}'",
            label="overridden",
            related=(Related(wins.place, "the variable wins"),),
            consequence=f"the header says: settings: {wins.module} (from env)",
            help=f"unset {NAME} in the environment, or write --ds={loses.module} into addopts, which wins",
            fix=item_added(config, "addopts", f"--ds={loses.module}"),
        )
