"""What fixtures collect in a list of the conftest is read in the summary: with pytest-xdist in another process.

## Why

Fixtures and the hooks around each test run in the workers. `pytest_terminal_summary` runs in the process that started
them, and its copy of the list is empty: nothing is told, and nobody says why.

See https://pytest-xdist.readthedocs.io/en/stable/how-to.html and
https://github.com/pytest-dev/pytest-xdist/issues/271.

Nothing is said where the file speaks of workers, nor of lists that another hook fills: `pytest_runtest_logreport` is
called in that process, too.

## Instead

`terminalreporter.getreports("passed")` has the reports with their times; `request.node.user_properties.append(…)` goes
with them from the worker.

## Fix safety

There is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.config import CommandLine
from doctor.model.findings import Problem, Related, Severity
from doctor.model.plugins import Plugins
from doctor.model.sources import SourceFile
from doctor.rules.registry import rule
from doctor.rules.spreading import run_by_workers


def fills_lists(file: SourceFile) -> bool:
    return file.role in ("conftest", "plugin") and any(each.how == "filled" for each in file.flows.slips)


@rule(severity=Severity.WARNING, since="0.1", suspect=fills_lists)
def check(
    suspects: tuple[SourceFile, ...], command_line: CommandLine, plugins: Plugins, calls: Calls
) -> Iterator[Problem]:
    for slip, option in run_by_workers(suspects, "filled", command_line, plugins, calls):
        read = tuple(Related(place, "read in the process that started them") for place in slip.others)
        yield Problem(
            place=slip.place,
            message=f"'{slip.name}' is filled in the workers, and the summary reads its own",
            label="of a worker",
            related=(*read, Related(option.place, f"'{option.text}' starts the workers")),
            consequence="it is empty there, without a word",
            help="take the reports, terminalreporter.getreports(…), or put it into item.user_properties",
        )
