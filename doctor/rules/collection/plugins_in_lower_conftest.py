"""A conftest below the rootdir sets `pytest_plugins` and is loaded when it is too late for that.

## Why

`pytest_plugins` loads plugins for the whole run. A conftest that pytest loads at start (that of the folder it is called
in or given as an argument, and of their `test*` subfolders) may do so; one that it meets while it collects may not, and
collection stops. So the same conftest works in `pytest integration` and fails in `pytest`.

## Instead

Move `pytest_plugins` to the `conftest.py` at the rootdir, load the plugin with `-p` in `addopts`, or import its
fixtures into the conftest that needs them.

## Fix safety

There is no fix: at the rootdir the plugins work on all tests, not only on those below.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, PytestConfig
from doctor.model.findings import Problem, Related, Severity
from doctor.model.places import Place
from doctor.model.sources import SourceFile, Sources
from doctor.rules.naming import folder_of, is_within
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, command_line: CommandLine, sources: Sources) -> Iterator[Problem]:
    if command_line.last("--pyargs") or command_line.last("--noconftest"):
        return
    for file in sources.conftests:
        place = plugins_place(file)
        if place and file.path not in config.initial_conftests:
            below = [other for other in sources.collected if is_within(other.path, folder_of(file.path))]
            if below:
                yield problem(file, place, below, config)


def plugins_place(file: SourceFile) -> Place | None:
    """Where a module sets or imports `pytest_plugins`."""
    value = file.value("pytest_plugins")
    if value:
        return value.place
    return next((each.place for each in file.imports if each.alias == "pytest_plugins" and not each.guarded), None)


def problem(file: SourceFile, place: Place, below: list[SourceFile], config: PytestConfig) -> Problem:
    root = "conftest.py" if config.rootdir == "." else f"{config.rootdir}/conftest.py"
    names = ", ".join(f"'{name}'" for name in file.provided.plugins) or "its plugins"
    return Problem(
        place=place,
        message=f"pytest_plugins in {file.path}, a conftest that pytest only meets while it collects",
        label="too late to load plugins",
        related=(Related(Place(below[0].path, 1, 1), "this file brings it in"),),
        consequence="collection stops: Defining 'pytest_plugins' in a non-top-level conftest is no longer supported",
        help=f"move pytest_plugins ({names}) to {root}",
    )
