"""A step calls pytest, and what it installs does not bring pytest.

## Why

An image that installs `requirements.txt`, and a CI job that calls `poetry install --only main`, have no pytest where
that is in another list or group: `pytest: command not found`, or `No module named pytest`. On the machine where all
groups are installed the same call works.

See https://python-poetry.org/docs/managing-dependencies/#installing-group-dependencies and
https://github.com/climatepolicyradar/knowledge-graph/pull/40.

## Instead

Install the list or the group that holds pytest in the step as well, or call pytest in a stage or job of its own.

## Fix safety

There is none: which list belongs into an image is for people to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Declared, Distributions, Requirement
from doctor.model.findings import Problem, Related, Severity
from doctor.model.installs import Installed
from doctor.rules.plugins._steps import brought
from doctor.rules.registry import rule

BRING = ("tavern", "schemathesis", "nbval", "syrupy", "inline-snapshot", "snapshottest", "allure-pytest")  # pytest


@rule(severity=Severity.WARNING, since="0.1")
def check(installs: tuple[Installed, ...], declared: Declared, distributions: Distributions) -> Iterator[Problem]:
    for each in installs:
        if each.calls and is_without(each, declared, distributions):
            yield problem(each, declared)


def is_without(each: Installed, declared: Declared, distributions: Distributions) -> bool:
    """Is it certain that nothing there brings pytest?"""
    homes = {requirement.group for requirement in declared.get("pytest")}
    left = {group.replace("without:", "group:") for group in each.groups if group.startswith("without:")}
    if left:
        return bool(homes) and homes <= left
    if "dependencies" in each.groups and not any(one.group == "dependencies" for one in declared.requirements):
        return False  # they may be computed by setup.py
    there = brought(each, distributions, declared)
    if there is None or not (there or homes):
        return False
    extras = [one.text.partition("[")[2].partition("]")[0] for one in declared.requirements if one.group in each.groups]
    if any(word in extra for extra in extras for word in ("test", "dev", "all")):
        return False
    return not any("pytest" in key or key in BRING for key in there)


def problem(each: Installed, declared: Declared) -> Problem:
    listed = [home_of(one) for one in declared.get("pytest")]
    is_command = each.home != each.place.file and each.kind in ("ci", "docker")
    return Problem(
        place=each.place,
        message=f"'{each.home}' does not install pytest, which is called then"
        if is_command
        else f"{each.home} calls pytest, and does not install it",
        label="without pytest",
        related=(Related(each.calls[0].place, "called here"),),
        consequence="the step stops: pytest: command not found, or No module named pytest",
        help=f"install {listed[0]} there as well, which lists pytest" if listed else "install pytest there",
    )


def home_of(requirement: Requirement) -> str:
    """`requirements-dev.txt`, `the group 'dev' of pyproject.toml`."""
    kind, _, name = requirement.group.partition(":")
    if kind == "dev-packages":
        return "the dev-packages of Pipfile"
    return f"the {kind} '{name}' of {requirement.file}" if name else requirement.file
