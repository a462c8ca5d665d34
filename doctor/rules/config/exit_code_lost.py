"""The exit code of pytest is lost: another command gives one in its place.

## Why

A line of commands ends with the exit code of the last one: `pytest; echo done` in a Makefile or in a `RUN` of a
Dockerfile passes whatever the tests say, and so does `pytest || true`. A shell script without `set -e` ends like its
last line. PowerShell, which runs the steps of GitHub on Windows, goes on after a program that failed, and a step ends
with the exit code of the last one: of two calls of pytest the first may fail unseen. `continue-on-error: true` of a
step or job of GitHub, `continueOnError` of Azure and `allow_failure: true` of GitLab let the run pass whatever pytest
says, and so do `ignore_outcome = true` of tox and `success_codes=[0, 1]` of nox. `pytest.main(…)` in a script of Python
returns the exit code; where that is not handed to `sys.exit`, `python run_tests.py` ends with 0.

Nothing is said of make, scripts, `pytest || true` and these keys where another call of pytest in these files counts,
or where a report is written that something else may judge; nor of steps and jobs that are run under a condition, whose
name tells that they may fail ("nightly", "experimental"), or whose outcome is looked at later; nor of a
recipe, step or script that goes on after `coverage run … || true` to report what was measured.

See https://github.com/mikelane/pytest-gremlins/issues/468, https://github.com/pydantic/pydantic/pull/1700,
https://docs.github.com/en/actions/using-workflows/workflow-syntax-for-github-actions#exit-codes-and-error-action-preference,
https://docs.github.com/en/actions/using-workflows/workflow-syntax-for-github-actions#jobsjob_idstepscontinue-on-error,
https://github.com/pytorch/builder/pull/1214, https://github.com/sgl-project/sglang/pull/24487,
https://github.com/tox-dev/tox/pull/1960 and
https://nox.thea.codes/en/stable/config.html#nox.sessions.Session.run.

## Instead

Let pytest be the last command, or join what follows with `&&`. What has to be done in any case belongs into a step or
line of its own (`if: always()`, `after_script`). In PowerShell: a step for each call, or `shell: bash`.

## Fix safety

There is none: a step that has been green may turn red, which is for people to do.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls, Lost, PytestCall
from doctor.model.findings import Problem, Related, Severity
from doctor.rules.registry import rule

ON_PURPOSE = ("||", "-", "continue", "outcome", "codes")
BY_HAND = ("make", "script")
REPORTS = ("--junit", "--html", "--json", "--report", "--cov-report", "--alluredir", "--md-report", "--benchmark")


@rule(severity=Severity.WARNING, since="0.1")
def check(calls: Calls) -> Iterator[Problem]:
    counting = {call.place.file for call in calls.calls if not call.lost and call.kind != "editor"}
    for call in (*calls.calls, *calls.dropped):
        # what stands behind it in a script has been tried with it
        others = bool(counting - {call.place.file} if call.lost and call.lost.how == "end" else counting)
        is_piped = call.lost is not None and call.lost.how == "|"  # see pipe-hides-failure
        if call.lost and not is_piped and not may_be_meant(call, call.lost, others):
            yield problem(call, call.lost)


def may_be_meant(call: PytestCall, lost: Lost, others: bool) -> bool:
    """Is it lost on purpose, or where somebody looks on, and may something else judge the tests?"""
    return (lost.how in ON_PURPOSE or call.kind in BY_HAND) and (others or lost.reported or is_judged(call, lost))


def is_judged(call: PytestCall, lost: Lost) -> bool:
    """Does the call write a report that something else may read? Nobody tells CI to go on for a report of coverage."""
    written = [word.text for word in call.words if word.text.startswith(REPORTS)]
    return any(lost.how != "continue" or not each.startswith("--cov-report") for each in written)


def problem(call: PytestCall, lost: Lost) -> Problem:
    return Problem(
        place=call.place,
        message=f"the exit code of pytest is lost: {WHY[lost.how].format(command=lost.command)}",
        label="its exit code is lost",
        consequence="it passes when tests fail",
        related=(Related(lost.place, "told here"),) if lost.place else (),
        help=CURES[lost.how].format(command=lost.command),
    )


WHY = {
    "||": "'|| {command}' follows, which ends well",
    "-": "the '-' before it tells {command} to ignore failures",
    ";": "the line ends with that of '{command}'",
    "end": "the script goes on, and ends with that of '{command}'",
    "pwsh": "on Windows PowerShell goes on, and the step ends with that of '{command}'",
    "continue": "'{command}: true' lets the run pass",
    "outcome": "'{command} = true' lets the run pass",
    "codes": "'{command}' takes failed tests for a success",
    "main": "nobody asks what pytest.main returns, and '{command}' ends well",
}
CURES = {
    "||": "take '|| {command}' out",
    "-": "take the '-' out",
    ";": "join them with '&&', or let pytest be the last command",
    "end": "write 'set -e' at the top of the script",
    "pwsh": "make '{command}' a step of its own, or write 'shell: bash' at the step",
    "continue": "take '{command}' out",
    "outcome": "take '{command}' out",
    "codes": "take 1 and 2 out of it: 5 is what pytest gives where there are no tests",
    "main": "write sys.exit(pytest.main(…))",
}
