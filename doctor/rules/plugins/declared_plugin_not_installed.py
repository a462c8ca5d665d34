"""A plugin that the project declares for its tests is not installed, though what is declared beside it is.

## Why

Without its plugin a suite runs otherwise than it is meant to: without time limits, in one process, in a fixed order,
with the network open. Where an option, a marker or a fixture of the plugin is used, pytest stops; where not, nobody is
told.

See https://docs.pytest.org/en/stable/how-to/plugins.html.

## Instead

Bring the environment up to date: install the group anew.

It is said only where at least half of the same group or file is installed; then the environment was made of it, before
the plugin was added or without it. Nothing is said of the environments that tox and nox make.

## Fix safety

There is none: environments are changed by their owners.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Declared, Distributions, Requirement
from doctor.model.findings import Problem, Severity
from doctor.model.places import Place
from doctor.rules.phrases import install
from doctor.rules.registry import rule

FOR_TESTS = ("test", "dev", "ci", "check")


@rule(severity=Severity.WARNING, since="0.1")
def check(declared: Declared, distributions: Distributions) -> Iterator[Problem]:
    if not distributions.complete or not distributions.get("pytest"):
        return
    groups: dict[tuple[str, str], list[Requirement]] = {}
    for each in declared.requirements:
        is_made_apart = each.file in ("tox.ini", "noxfile.py") or each.group.startswith(("tox", "nox"))
        if any(word in each.group.lower() for word in FOR_TESTS) and not is_made_apart:
            groups.setdefault((each.file, each.group), []).append(each)
    if any(not is_of_ci(group) for _, group in groups):  # what CI alone wants is no want of a developer's environment
        groups = {key: group for key, group in groups.items() if not is_of_ci(key[1])}
    if any(is_whole(name, group, distributions) for (_, name), group in groups.items()):
        return  # the environment is made of one of several lists of what the tests need
    said: set[str] = set()
    for group in groups.values():
        there = [each for each in group if distributions.get(each.key)]
        if 2 * len(there) < len(group) or len(there) < 2:
            continue
        for each in group:
            if is_plugin(each) and not distributions.get(each.key) and each.key not in said:
                said.add(each.key)
                yield told(each, declared)


def is_of_ci(group: str) -> bool:
    return not any(word in group.lower() for word in FOR_TESTS if word != "ci")


def is_whole(name: str, group: list[Requirement], distributions: Distributions) -> bool:
    """Is it a list for the tests, with pytest, and all of it is there?"""
    keys = {each.key for each in group}
    return "test" in name.lower() and "pytest" in keys and len(keys) > 1 and all(map(distributions.get, keys))


def is_plugin(each: Requirement) -> bool:
    """Is it a plugin of pytest, without a condition that may leave it out?"""
    return each.key.startswith("pytest-") and not each.is_conditional and "#" not in each.text.partition(each.name)[0]


def told(each: Requirement, declared: Declared) -> Problem:
    where = each.group.replace(":", " '", 1) + ("'" if ":" in each.group else "")
    return Problem(
        place=Place(each.file, each.line, 1, each.line, 1) if each.line else Place(each.file),
        message=f"'{each.name}' is declared for the tests ({where}), and is not installed",
        consequence="the tests run without it: other than they are meant to, and other than elsewhere",
        help=install(each.name, declared),
    )
