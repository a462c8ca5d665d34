"""Something of pytest is used that this version has removed.

## Why

What pytest deprecates it removes in a later major version: then it is an AttributeError, an ImportError or a TypeError,
and the file that uses it is not collected, or the test fails.

See https://docs.pytest.org/en/stable/deprecations.html#removed-features-and-breaking-changes.

## Instead

Use the successor that the message names; most have been there for many versions.

## Fix safety

An argument that only has another name is renamed, which is safe. `pytest.warns(None)` becomes
`warnings.catch_warnings(record=True)`, which is not written unasked. For others there is no fix.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from doctor.model.compatibility import Change
from doctor.model.config import PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.places import Place
from doctor.model.plugins import Knowledge
from doctor.model.sources import SourceFile, Sources
from doctor.rules.phrases import uses
from doctor.rules.plugins._changes import argument_uses, attribute_uses, by_use, is_gone, renamed, spelling
from doctor.rules.plugins._loaded import loaded
from doctor.rules.registry import rule


def uses_any(file: SourceFile, knowledge: Knowledge, config: PytestConfig) -> bool:
    return any(uses_in(file, knowledge, config))


@rule(severity=Severity.ERROR, since="0.1", suspect=uses_any)
def check(
    suspects: tuple[SourceFile, ...], sources: Sources, knowledge: Knowledge, config: PytestConfig
) -> Iterator[Problem]:
    paths = {file.path for file in suspects}
    found: dict[Change, list[Place]] = {}
    for file in loaded(sources, config, surely=True):
        for change, place in uses_in(file, knowledge, config) if file.path in paths else ():
            found.setdefault(change, []).append(place)
    for change, places in found.items():
        yield problem(change, places, config).replace(fix=renamed(change, places, sources))


def uses_in(file: SourceFile, knowledge: Knowledge, config: PytestConfig) -> Iterator[tuple[Change, Place]]:
    """What the file uses that is gone."""
    attributes, arguments = gone_in(config.pytest_version, knowledge)
    yield from attribute_uses(file, attributes)
    yield from argument_uses(file, arguments)


@lru_cache(maxsize=1)
def gone_in(version: str, knowledge: Knowledge) -> tuple[dict[str, Change], dict[tuple[str, str], Change]]:
    """Attributes of pytest that are not there any more, and arguments, these with their function."""
    changes = [each for each in knowledge.changes if each.distribution == "pytest" and is_gone(each, version)]
    return by_use(changes)


def problem(change: Change, places: list[Place], config: PytestConfig) -> Problem:
    name = spelling(change)
    return Problem(
        place=places[0],
        message=f"{name} {fate(change)}, and this is {config.pytest_version}",
        label=f"not in pytest {config.pytest_version}",
        related=uses(places[1:], "and here"),
        consequence=change.what,
        help=change.cure,
    )


def fate(change: Change) -> str:
    if change.change == "refused":
        return f"is refused since pytest {change.refused or change.version}"
    return f"was {change.change} in pytest {change.version}"
