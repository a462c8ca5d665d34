"""Tests that another call of the project takes, and the conftest files that they draw on."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from doctor.model.calls import Calls, Given
from doctor.model.sources import Fixtures, Sources, Test
from doctor.rules.fixtures._requests import parametrized
from doctor.rules.naming import is_within

ELSEWISE = ("-k", "-m", "-p", "-c", "--config-file", "--rootdir", "--deselect", "--ignore", "--ignore-glob", "--pyargs")


def calls_with(name: str, calls: Calls, valued: frozenset[str]) -> Iterator[tuple[Given, tuple[str, ...]]]:
    """The last such option of each call of which it is certain what it takes, and the paths that it takes, () for all
    that is taken by default."""
    for call in calls.calls:
        parts = call.given(valued) if call.certain and not call.below else ()
        found = [each for each in parts if each.name == name]
        if found and not any(each.name in ELSEWISE for each in parts):
            paths = (
                each.word.text.partition("::")[0].removeprefix("./").rstrip("/") for each in parts if not each.name
            )
            yield found[-1], tuple(path for path in paths if path != ".")


def asked_of(
    conftests: Collection[str], paths: tuple[str, ...], sources: Sources, fixtures: Fixtures
) -> dict[str, Test]:
    """The fixtures that tests below the paths get from these conftest files, and from nowhere else."""
    found: dict[str, Test] = {}
    for file, test in sources.tests:
        if paths and not any(is_within(file.path, each) for each in paths):
            continue
        visible = fixtures.visible.get(file.path, {})
        for name in test.requests:
            seen = visible.get(name, ())
            if seen and name not in parametrized(test) and all(each.origin in conftests for each in seen):
                found.setdefault(name, test)
    return found
