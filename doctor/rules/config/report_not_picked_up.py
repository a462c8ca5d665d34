"""CI picks up a report from another path than pytest writes it to.

## Why

`--junitxml=report.xml` writes the report into the folder from which pytest is called, and `junit: reports/report.xml`
of GitLab, or `files:` of an action that uploads it, looks elsewhere. Most of them only warn: the job is green, and the
tests are shown nowhere.

It is told where the names of the two files are the same, and no other line names the path that is picked up.

See https://github.com/partcad/partcad/pull/551 and https://docs.gitlab.com/ci/testing/unit_test_reports/.

## Instead

The same path in both places.

## Fix safety

Which of the two paths is meant is for people to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.config import CommandLine, PytestConfig
from doctor.model.findings import Problem, Related, Severity
from doctor.model.picked_reports import Picked
from doctor.model.places import Place
from doctor.model.plugins import Plugins
from doctor.rules.config._words import name_of
from doctor.rules.registry import rule

REPORTS = ("--junitxml", "--junit-xml", "--cov-report")


@rule(severity=Severity.WARNING, since="0.1")
def check(
    picked_reports: tuple[Picked, ...], calls: Calls, command_line: CommandLine, config: PytestConfig, plugins: Plugins
) -> Iterator[Problem]:
    if not picked_reports or config.rootdir != ".":
        return
    written = dict(reports(calls, command_line, plugins))
    for picked in picked_reports if written.keys().isdisjoint(each.path for each in picked_reports) else ():
        same = [path for path in written if name_of(path) == name_of(picked.path)]
        if picked.is_alone and len(same) == 1:
            yield Problem(
                place=picked.place,
                message=f"'{picked.path}' is picked up here, and pytest writes '{same[0]}'",
                label="not written",
                related=(Related(written[same[0]], "written to another path"),),
                consequence="the job passes, and the report is shown nowhere",
                help=f"write {same[0]}",
            )


def reports(calls: Calls, command_line: CommandLine, plugins: Plugins) -> Iterator[tuple[str, Place]]:
    """The paths that pytest is told to write to, with where that is said."""
    given = [(each.value, each.name) for call in calls.calls for each in call.given(plugins.valued)]
    found = [(value.text, value.place, name) for value, name in given if value and name in REPORTS]
    found += [(option.value, option.place, option.name) for option in command_line.all(*REPORTS) if option.value]
    for text, place, name in found:
        path = text.partition(":")[2] if name == "--cov-report" else text
        if path:
            yield path.removeprefix("./"), place
