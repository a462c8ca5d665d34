"""Tests are marked `xdist_group`, and nothing tells pytest-xdist to keep groups together.

## Why

`@pytest.mark.xdist_group` is looked at with `--dist loadgroup` alone. With a plain `-n auto`, which spreads tests as
`--dist load` does, tests of one group come to different workers all the same, and meet at the file, port or database
that the group was to keep for one of them (https://github.com/bdfinst/agentic-dev-team/issues/1495).

## Instead

Add `--dist loadgroup` beside `-n` (https://pytest-xdist.readthedocs.io/en/stable/distribution.html). With pytest 9.2
that does nothing: see loadgroup-without-effect.

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
from doctor.rules.markers._groups import apart, is_marked, is_scheduled
from doctor.rules.phrases import uses
from doctor.rules.registry import rule
from doctor.rules.spreading import Workers, spread
from doctor.rules.workers import keeps_groups


@rule(severity=Severity.WARNING, since="0.1")
def check(
    sources: Sources, plugins: Plugins, command_line: CommandLine, calls: Calls, config: PytestConfig
) -> Iterator[Problem]:
    if not is_marked(sources):
        return
    workers = spread(command_line, plugins, calls)
    if not workers or workers.mode == "loadgroup" or is_scheduled(sources) or is_asked_elsewhere(calls):
        return
    groups = apart(sources, workers)
    if groups:
        yield problem(groups, workers, config, keeps_groups(config, plugins))


def is_asked_elsewhere(calls: Calls) -> bool:
    """Do CI, make, tox or nox call pytest so that groups are kept together?"""
    return any("loadgroup" in word.text for call in calls.calls for word in call.words)


def problem(groups: list[list[Mark]], workers: Workers, config: PytestConfig, is_kept: bool) -> Problem:
    marks = list(dict.fromkeys(mark.place for group in groups for mark in group))
    setting = setting_at(workers.place, config)
    is_here = setting is not None and setting.name == "addopts" and workers.mode == "load"
    return Problem(
        place=workers.place,
        message=f"tests are marked xdist_group, and '{workers.text}' without '--dist loadgroup' does not look at it",
        label="spreads the tests of a group as well",
        related=uses(marks, "marked here"),
        consequence="tests of one group run in different workers at the same time",
        help=f"write '{workers.text} --dist loadgroup'" + ("" if is_kept else ", and stay with pytest below 9.2"),
        severity=workers.severity,
        fix=item_added(config, "addopts", "--dist=loadgroup", safe=False) if is_here and is_kept else None,
    )
