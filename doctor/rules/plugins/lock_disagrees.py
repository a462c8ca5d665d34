"""The environment holds another version than the project asks for.

## Why

A plugin or pytest of another version than the one that the project pins behaves otherwise than in CI.

See https://docs.pytest.org/en/stable/explanation/goodpractices.html#install-package-with-pip.

Nothing is said of what a named environment of tox asks for: `[testenv:mypy]` is another environment than this one.

## Instead

Bring the environment up to date with what the project pins.

## Fix safety

There is none: environments are changed by their owners.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.compatibility import satisfies
from doctor.model.environment import Declared, Distribution, Distributions, Requirement
from doctor.model.findings import Problem, Severity
from doctor.model.places import Place
from doctor.rules.phrases import install
from doctor.rules.registry import rule


@rule(severity=Severity.NOTE, since="0.1")
def check(distributions: Distributions, declared: Declared) -> Iterator[Problem]:
    if not distributions.complete:
        return
    said = set()
    for requirement in declared.requirements:
        if requirement.group.startswith("tox:testenv:"):
            continue  # tox makes an environment of its own for it, which may be a linter's
        installed = distributions.get(requirement.name)
        if installed and is_of_tests(installed) and installed.key not in said and disagrees(installed, requirement):
            said.add(installed.key)
            yield problem(installed, requirement, declared)


def is_of_tests(installed: Distribution) -> bool:
    """Is it pytest or one of its plugins?"""
    return installed.key == "pytest" or bool(installed.entry_points)


def disagrees(installed: Distribution, requirement: Requirement) -> bool:
    """Is the version outside the specifier? Only plain comparisons are judged, and no environment markers."""
    specifier = requirement.specifier.replace(" ", "")
    parts = specifier.split(",")
    plain = bool(specifier) and all(part[:2] in ("==", ">=", "<=", "!=") or part[:1] in "<>" for part in parts)
    if not plain or "*" in specifier or "===" in specifier or requirement.is_conditional:
        return False
    return not satisfies(installed.version, specifier)


def problem(installed: Distribution, requirement: Requirement, declared: Declared) -> Problem:
    return Problem(
        place=Place(requirement.file, requirement.line),
        message=f"{installed.name} {installed.version} is installed, and the project asks for {requirement.specifier}",
        label="asked for here",
        help=install(installed.name, declared),
    )
