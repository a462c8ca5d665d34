"""`--dist loadgroup` keeps no tests together: the installed pytest-xdist cannot tell pytest of the groups.

## Why

pytest-xdist 3.8 hands the group of a test on as a part of its node ID ("test_a.py::test_print@printer"). From pytest
9.2 on what it writes there is not read: the tests marked `xdist_group` go to any worker, as if they had no mark, and
nobody says a word (https://github.com/pytest-dev/pytest-xdist/issues/1386). They meet at the file, port or database
that the group was to keep for one of them.

## Instead

Stay with pytest below 9.2 until a later pytest-xdist knows better; or put the tests of a group into one file, and write
`--dist loadfile` (https://pytest-xdist.readthedocs.io/en/stable/distribution.html).

## Fix safety

There is no fix: versions are chosen by their owners, and which tests share a file, too.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.config import CommandLine, PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.plugins import Plugins
from doctor.model.sources import Mark, Sources
from doctor.rules.markers._groups import apart, is_marked, is_scheduled
from doctor.rules.phrases import uses
from doctor.rules.registry import rule
from doctor.rules.spreading import Workers, spread
from doctor.rules.workers import keeps_groups


@rule(severity=Severity.WARNING, since="0.1")
def check(
    sources: Sources, plugins: Plugins, command_line: CommandLine, calls: Calls, config: PytestConfig
) -> Iterator[Problem]:
    if keeps_groups(config, plugins) or not is_marked(sources) or is_scheduled(sources):
        return
    workers = spread(command_line, plugins, calls)
    if workers and workers.mode == "loadgroup":
        groups = apart(sources, workers.replace(mode="load"))
        if groups:
            yield problem(groups, workers, command_line, config)


def problem(groups: list[list[Mark]], workers: Workers, command_line: CommandLine, config: PytestConfig) -> Problem:
    marks = list(dict.fromkeys(mark.place for group in groups for mark in group))
    option = None if workers.elsewhere else command_line.last("--dist")
    are_in_files = all(len({mark.place.file for mark in group}) == 1 for group in groups)
    by_file = "write --dist loadfile" if are_in_files else "put the tests of a group into one file for --dist loadfile"
    return Problem(
        place=option.place if option else workers.place,
        message=f"pytest-xdist cannot keep groups together on pytest {config.pytest_version}: '--dist loadgroup' does "
        "nothing",
        label="does nothing",
        related=uses(marks, "marked here"),
        consequence="tests of one group run in different workers at the same time, and nobody is told",
        help=f"stay with pytest below 9.2, or {by_file}",
        severity=workers.severity,
    )
