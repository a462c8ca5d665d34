"""Warnings are errors, and pytest-asyncio warns of an option that is not set.

## Why

pytest-asyncio warns at its start when `asyncio_default_fixture_loop_scope` is not set. Since pytest 9.2 the warning
filters are in force by then: with `filterwarnings = error` or `-W error` the run ends with an INTERNALERROR before a
test is collected, also in a project without async tests that merely has the plugin installed.

See https://pytest-asyncio.readthedocs.io/en/stable/reference/configuration.html.

## Instead

Set `asyncio_default_fixture_loop_scope = function`, which is what it will mean when unset.

## Fix safety

Writing the value that holds by default is safe.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Distributions
from doctor.model.findings import Problem, Severity
from doctor.model.places import ENVIRONMENT, Place
from doctor.model.plugins import Plugins
from doctor.rules.cures import key_set
from doctor.rules.filters import error_filter
from doctor.rules.registry import rule

KEY = "asyncio_default_fixture_loop_scope"
CATEGORY, TEXT = "PytestDeprecationWarning", f'The configuration option "{KEY}" is unset.'


@rule(severity=Severity.ERROR, since="0.1")
def check(
    config: PytestConfig, plugins: Plugins, distributions: Distributions, ini: IniValues, command_line: CommandLine
) -> Iterator[Problem]:
    if config.version < (9, 2) or not any(plugin.distribution == "pytest-asyncio" for plugin in plugins.active):
        return
    version = distributions.version("pytest-asyncio")
    value = ini.get(KEY)
    if version and version >= (0, 24) and (value is None or value.origin == "default"):
        fatal = error_filter(config, ini, command_line, CATEGORY, TEXT)
        if fatal:
            fix = key_set(config, KEY, "function", safe=True)
            yield problem(fatal.place or Place(ENVIRONMENT)).replace(fix=fix)


def problem(place: Place) -> Problem:
    return Problem(
        place=place,
        message=f"warnings are errors, and pytest-asyncio warns at its start that '{KEY}' is unset",
        label="warnings are errors",
        consequence=f"pytest stops: INTERNALERROR> pytest.{CATEGORY}: {TEXT}",
        help=f"set {KEY} = function; or, where nothing uses pytest-asyncio, uninstall it or add '-p no:asyncio'",
    )
