"""Options come from `PYTEST_ADDOPTS`.

## Why

What stands in this variable is added to every call of pytest in this shell or job, behind `addopts` and before the
words that are typed. No file of the project shows it: the same call does something else on another machine.

See https://docs.pytest.org/en/stable/reference/reference.html#envvar-PYTEST_ADDOPTS.

## Instead

Options that all calls need belong in `addopts`; those of one job belong in its command.

## Fix safety

No fix is offered: the variable is set outside of the project.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Variables
from doctor.model.findings import Problem, Severity
from doctor.model.places import ENVIRONMENT, Place
from doctor.rules.registry import rule


@rule(severity=Severity.NOTE, since="0.1")
def check(variables: Variables) -> Iterator[Problem]:
    text = variables.get("PYTEST_ADDOPTS")
    if text and text.strip():
        yield Problem(
            place=Place(ENVIRONMENT),
            message=f"PYTEST_ADDOPTS adds '{text.strip()}' to every call",
            consequence="the same call does something else where the variable is not set",
            help="write the options in addopts, or in the command of the job that needs them",
        )
