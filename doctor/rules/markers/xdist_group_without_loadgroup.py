"""Tests are marked `xdist_group`, and nothing tells pytest-xdist to keep groups together.

## Why

`@pytest.mark.xdist_group` is looked at with `--dist loadgroup` alone. With a plain `-n auto`, which spreads tests as
`--dist load` does, tests of one group come to different workers all the same, and meet at the file, port or database
that the group was to keep for one of them (https://github.com/bdfinst/agentic-dev-team/issues/1495).

## Instead

Add `--dist loadgroup` beside `-n` (https://pytest-xdist.readthedocs.io/en/stable/distribution.html).

## Fix safety

The same tests run, in other workers. `--dist=loadgroup` is added to `addopts` only where `-n` stands there, too.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.config import CommandLine, PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.plugins import Plugins
from doctor.model.sources import Mark, Sources
from doctor.rules.cures import item_added, setting_at
from doctor.rules.phrases import uses
from doctor.rules.registry import rule
from doctor.rules.spreading import Workers, parts, spread

GROUP = "xdist_group"
SCHEDULER = "pytest_xdist_make_scheduler"


@rule(severity=Severity.WARNING, since="0.1")
def check(
    sources: Sources, plugins: Plugins, command_line: CommandLine, calls: Calls, config: PytestConfig
) -> Iterator[Problem]:
    if not any(mark.name == GROUP for file in sources.collected for mark in file.marks):
        return
    workers = spread(command_line, plugins, calls)
    if not workers or workers.mode == "loadgroup" or is_scheduled(sources) or is_asked_elsewhere(calls):
        return
    apart = [marks for marks in groups(sources, workers).values() if marks]
    if apart:
        yield problem(apart, workers, config)


def is_scheduled(sources: Sources) -> bool:
    """Does a scheduler of the project's own see to it?"""
    return any(function.name == SCHEDULER for file in sources.reaching_others for function in file.functions)


def is_asked_elsewhere(calls: Calls) -> bool:
    """Do CI, make, tox or nox call pytest so that groups are kept together?"""
    return any("loadgroup" in word.text for call in calls.calls for word in call.words)


def groups(sources: Sources, workers: Workers) -> dict[str, list[Mark]]:
    """The marks of each group whose tests may come to different workers."""
    found: dict[str, list[Mark]] = {}
    spread_over: dict[str, set[str]] = {}
    for file, test in sources.tests:
        for mark in test.marks:
            name = mark.expr.argument(0, "name") if mark.name == GROUP else None
            if name and name.text:
                found.setdefault(name.text, []).append(mark)
                spread_over.setdefault(name.text, set()).update(parts(file, test, workers))
    return {name: marks for name, marks in found.items() if len(spread_over[name]) > 1}


def problem(apart: list[list[Mark]], workers: Workers, config: PytestConfig) -> Problem:
    marks = list(dict.fromkeys(mark.place for group in apart for mark in group))
    setting = setting_at(workers.place, config)
    is_here = setting is not None and setting.name == "addopts" and workers.mode == "load"
    return Problem(
        place=workers.place,
        message=f"tests are marked xdist_group, and '{workers.text}' without '--dist loadgroup' does not look at it",
        label="spreads the tests of a group as well",
        related=uses(marks, "marked here"),
        consequence="tests of one group run in different workers at the same time",
        help=f"write '{workers.text} --dist loadgroup'",
        severity=workers.severity,
        fix=item_added(config, "addopts", "--dist=loadgroup", safe=False) if is_here else None,
    )
