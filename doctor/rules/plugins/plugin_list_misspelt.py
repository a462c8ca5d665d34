"""A conftest or plugin lists plugins under a name that pytest does not look at.

## Why

pytest loads what `pytest_plugins` names. `pytest_plugin` and `pytests_plugins` are variables like any other: the
modules are not loaded, their fixtures are "not found", and nothing says why.

See https://docs.pytest.org/en/stable/reference/reference.html#globalvar-pytest_plugins.

## Instead

Write `pytest_plugins`.

## Fix safety

The plugins begin to be loaded, with all their hooks, so it is not renamed unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.places import Place
from doctor.model.sources import SourceFile, Sources
from doctor.rules.lists import misspelt_plugin_lists
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(sources: Sources, config: PytestConfig) -> Iterator[Problem]:
    for file, name, modules, value in misspelt_plugin_lists(sources):
        if file.role == "conftest" and file.path not in config.initial_conftests:
            continue
        yield problem(file, name, modules, value)


def problem(file: SourceFile, name: str, modules: tuple[str, ...], value: Place) -> Problem:
    place = Place(file.path, value.line, 1, value.line, 1 + len(name))
    is_plain = value.column == len(name) + len(" = ") + 1
    return Problem(
        place=place,
        message=f"'{name}' names plugins, and pytest reads 'pytest_plugins' alone",
        label="misspelt 'pytest_plugins'",
        related=(Related(value, f"{', '.join(modules)}: not loaded"),),
        consequence="the fixtures and hooks of these modules are not there, and pytest does not say why",
        help="write pytest_plugins",
        fix=Fix(f"rename '{name}' to 'pytest_plugins'", (Replace(place, "pytest_plugins"),)) if is_plain else None,
    )
