"""`coverage run` measures one process, and the tests run in workers.

## Why

`coverage run -m pytest -n 4` measures the process that hands out the tests. pytest-xdist runs them in processes of its
own, which nobody measures: `No data was collected`, or a report of what was imported by the way.

See https://github.com/pytest-dev/pytest-xdist/issues/1233 and
https://coverage.readthedocs.io/en/latest/subprocess.html.

## Instead

`pytest --cov` of pytest-cov, which measures in the workers; or `patch = subprocess` in `[run]` of coverage.py's
configuration (7.10 and later) and `coverage combine`; or `-n 0` in this call.

## Fix safety

There is none: which of the three is meant is for people to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls, PytestCall
from doctor.model.config import CommandLine, Source
from doctor.model.findings import Problem, Related, Severity
from doctor.model.places import Place
from doctor.model.plugins import Plugins
from doctor.rules.registry import rule
from doctor.rules.workers import is_loaded

NUMBERS = ("-n", "--numprocesses")


@rule(severity=Severity.WARNING, since="0.1")
def check(calls: Calls, command_line: CommandLine, plugins: Plugins) -> Iterator[Problem]:
    measured = [call for call in calls.calls if call.measured]
    if not measured or not is_loaded(plugins) or command_line.last("--cov"):
        return
    for call in measured:
        found = workers(call, command_line, plugins.valued)
        if found:
            yield problem(call, *found)


def workers(call: PytestCall, command_line: CommandLine, valued: frozenset[str]) -> tuple[str, Place] | None:
    """The option that starts workers: of the call, else of addopts."""
    parts = call.given(valued)
    own = [each for each in parts if each.name in NUMBERS]
    if any(each.name in ("-p", "-c", "-o", "--override-ini", "--dist", "--cov", "--pdb") for each in parts):
        return None
    if own:
        value = own[-1].value
        return (f"-n {value.text}", value.place) if value and value.text not in ("0", "1") else None
    option = command_line.last(*NUMBERS)
    if option and option.source is Source.ADDOPTS and option.value not in (None, "0", "1"):
        return option.text(), option.place
    return None


def problem(call: PytestCall, text: str, place: Place) -> Problem:
    return Problem(
        place=call.place,
        message=f"'coverage run' measures this process, and '{text}' runs the tests in others",
        label="not measured",
        related=(Related(place, "starts workers"),),
        consequence="what the workers run is not in the report, or CoverageWarning: No data was collected",
        help="call 'pytest --cov' of pytest-cov, or set 'patch = subprocess' in coverage's [run], or add -n 0",
    )
