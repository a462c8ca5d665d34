"""`--cov-config` or COVERAGE_RCFILE names a file that is not there.

## Why

coverage reads the file that `--cov-config`, or else COVERAGE_RCFILE, names before the first test, and ends in a
traceback when it is missing. Only its default, .coveragerc, may be missing.

See https://pytest-cov.readthedocs.io/en/latest/config.html and
https://coverage.readthedocs.io/en/latest/config.html.

## Instead

Name the file that holds coverage's configuration, relative to the folder from which pytest is called.

## Fix safety

Which file was meant is a guess: it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, GivenOption, PytestConfig
from doctor.model.environment import Tree, Variables
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.places import ENVIRONMENT, Place
from doctor.rules.cures import option_removed, value_replaced
from doctor.rules.registry import rule

NAME = "COVERAGE_RCFILE"
KNOWN = (".coveragerc", "pyproject.toml", "setup.cfg", "tox.ini", "coveragerc")


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, command_line: CommandLine, tree: Tree, variables: Variables) -> Iterator[Problem]:
    measured = command_line.last("--cov")
    option = command_line.last("--cov-config")
    if measured is None or not measured.known or command_line.last("--no-cov"):
        return
    path = ((option.value if option else variables.get(NAME)) or "").removeprefix("./")
    if path in ("", ".coveragerc") or path.startswith(("/", "..", "~", "$")) or tree.has(path):
        return
    there = [name for name in KNOWN if tree.has(name)]
    yield Problem(
        place=option.place if option else Place(ENVIRONMENT),
        message=f"'{option.text() if option else f'{NAME}={path}'}' names a file that is not there",
        label="no such file",
        consequence=f"pytest ends in a traceback: ConfigError: Couldn't read '{path}' as a config file",
        help=f"write {f'--cov-config={there[0]}' if option else f'{NAME}={there[0]}'}"
        if there
        else f"name a file that is there, or {'take the option out' if option else f'unset {NAME}'}",
        fix=mended(option, there, config) if option else None,
    )


def mended(option: GivenOption, there: list[str], config: PytestConfig) -> Fix | None:
    return value_replaced(option, there[0], config) if there else option_removed(option)
