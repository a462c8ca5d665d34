"""addopts holds an option with which no test is run.

## Why

`--collect-only`, `--setup-plan`, `--fixtures`, `--markers` and their like show something and end with exit code 0. In
`addopts` they turn every call green: nothing was tested. `--lf --lfnf=none` runs no test where none is known to have
failed before: on each fresh checkout, and as soon as all pass.

See https://docs.pytest.org/en/stable/reference/reference.html#confval-addopts.

## Instead

Write them on the command line when they are wanted, or into a file of their own that is named with `-c`.

## Fix safety

Taking the option out makes the tests run, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, GivenOption, PytestConfig, Source
from doctor.model.findings import Problem, Related, Severity
from doctor.rules.config._winner import is_chosen
from doctor.rules.cures import option_removed, options_removed
from doctor.rules.registry import rule

IDLE = (
    *("--collect-only", "--co", "--setup-plan", "--setup-only", "--fixtures", "--funcargs", "--fixtures-per-test"),
    *("--markers", "--cache-show", "--help", "-h", "--version", "-V"),
)


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, command_line: CommandLine) -> Iterator[Problem]:
    for option in command_line.all(*IDLE):
        if option.source is Source.ENVIRONMENT and option.known:
            yield of_variable(option)
    if is_chosen(config):
        return
    failed, first = command_line.last("--lf"), command_line.last("--lfnf")
    if failed and first and first.value == "none" and {failed.source, first.source} == {Source.ADDOPTS}:
        yield Problem(
            place=first.place,
            message=f"with '{failed.text()} {first.text()}' in addopts no test is run where none has failed before",
            label="nothing is run",
            related=(Related(failed.place, "only those that failed"),),
            consequence="on a fresh checkout pytest ends with exit code 5: no previously failed tests, deselecting all",
            help=f"write '{failed.text()}' on the command line when it is wanted",
            fix=options_removed([failed, first]),
        )
    for option in command_line.all(*IDLE):
        if option.source is Source.ADDOPTS and option.known:
            yield Problem(
                place=option.place,
                message=f"with '{option.text()}' in addopts no call of pytest runs a test",
                label="nothing is run",
                consequence="pytest ends with exit code 0, and has tested nothing",
                help="write it on the command line when it is wanted",
                fix=option_removed(option),
            )


def of_variable(option: GivenOption) -> Problem:
    return Problem(
        place=option.place,
        message=f"PYTEST_ADDOPTS holds '{option.text()}': no call of pytest runs a test",
        consequence="pytest ends with exit code 0, and has tested nothing",
        help=f"take '{option.text()}' out of PYTEST_ADDOPTS, and write it on the command line when it is wanted",
    )
