"""A step calls pytest, and what it installs does not bring pytest.

## Why

An image that installs `requirements.txt`, and a CI job that calls `poetry install --only main`, have no pytest where
that is in another list or group: `pytest: command not found`, or `No module named pytest`. `uv run pytest` installs the
group dev before, and neither other groups nor extras. On the machine where all groups are installed the call works.

See https://python-poetry.org/docs/managing-dependencies/#installing-group-dependencies,
https://github.com/climatepolicyradar/knowledge-graph/pull/40, https://github.com/cvxgrp/cvxcla/issues/652 and
https://docs.astral.sh/uv/concepts/projects/dependencies/#default-groups.

## Instead

Install the list or the group that holds pytest in the step as well, or call pytest in a stage or job of its own.

## Fix safety

`uv run` is told of the group or extra, or no longer told to leave it out; what else that installs is for people to say,
so it is not done unasked. For images and other tools there is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Declared, Distributions, Requirement
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, Replace
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
    names = [group.removeprefix("without:") for group in each.groups if group.startswith("without:")]
    left = {name if ":" in name else f"group:{name}" for name in names}
    if left:
        others = [one.key for one in declared.requirements if one.group not in left]
        return bool(homes) and homes <= left and not any("pytest" in key or key in BRING for key in others)
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
        consequence="the step stops: error: Failed to spawn: pytest, or No module named pytest"
        if each.home.startswith("uv run")
        else "the step stops: pytest: command not found, or No module named pytest",
        help=f"install {listed[0]} there as well, which lists pytest" if listed else "install pytest there",
        fix=told(each, declared),
    )


def told(each: Installed, declared: Declared) -> Fix | None:
    """`uv run` with the group or extra that holds pytest."""
    homes = [one.group.partition(":") for one in declared.get("pytest") if one.group.startswith(("group:", "extra:"))]
    if not homes or not each.home.startswith("uv run ") or "--no-sync" in each.home:
        return None
    kind, _, name = homes[0]
    kept = [word for word in each.home.split(" ") if word not in ("--no-dev", "--no-default-groups")]
    words = " ".join(kept) if len(kept) < len(each.home.split(" ")) else ""
    words = words or each.home.replace("uv run ", f"uv run --{kind} {name} ", 1)
    return Fix(f"write '{words}'", (Replace(each.place, words),)) if "--no-group" not in words else None


def home_of(requirement: Requirement) -> str:
    """`requirements-dev.txt`, `the group 'dev' of pyproject.toml`."""
    kind, _, name = requirement.group.partition(":")
    if kind == "dev-packages":
        return "the dev-packages of Pipfile"
    return f"the {kind} '{name}' of {requirement.file}" if name else requirement.file
