"""addopts holds an option with which no test is run.

## Why

`--collect-only`, `--setup-plan`, `--fixtures`, `--markers` and their like show something and end with exit code 0. In
`addopts` they turn every call green: nothing was tested.

See https://docs.pytest.org/en/stable/reference/reference.html#confval-addopts.

## Instead

Write them on the command line when they are wanted, or into a file of their own that is named with `-c`.

## Fix safety

Taking the option out makes the tests run, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, PytestConfig, Source
from doctor.model.findings import Problem, Severity
from doctor.rules.config.config_file_hidden import is_chosen
from doctor.rules.cures import option_removed
from doctor.rules.registry import rule

IDLE = (
    *("--collect-only", "--co", "--setup-plan", "--setup-only", "--fixtures", "--funcargs", "--fixtures-per-test"),
    *("--markers", "--cache-show", "--help", "-h", "--version", "-V"),
)


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, command_line: CommandLine) -> Iterator[Problem]:
    if is_chosen(config):
        return
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
