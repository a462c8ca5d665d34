"""An option of the command line has a value that it does not take.

## Why

Options that take one of a few words, or a number, refuse everything else before the run, wherever they are written.

## Instead

Write one of the values that pytest names.

## Fix safety

There is none: which value was meant is for people to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, ConfigError, PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.invocation import Invocation
from doctor.rules.config._errors import of_argparse, said
from doctor.rules.config._items import quoted, spaced
from doctor.rules.phrases import nearest
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, command_line: CommandLine, invocation: Invocation) -> Iterator[Problem]:
    error = of_argparse(config, command_line)
    if error is None:
        return
    told = {argument.place for argument, _ in (*spaced(config), *quoted(config)) if argument.place.is_file}
    if error.place not in told:
        yield problem(error, invocation)


def problem(error: ConfigError, invocation: Invocation) -> Problem:
    words = error.message.partition("error: ")[2].splitlines() or error.message.splitlines()
    complaint = words[0].partition(" (via ")[0]
    return Problem(
        place=error.place,
        message=f"pytest does not take this: {complaint}",
        label="here",
        consequence=said(error, invocation),
        help=cure(complaint),
    )


def cure(complaint: str) -> str:
    """The nearest choice, where pytest lists them."""
    _, found, rest = complaint.partition("(choose from ")
    value = complaint.partition("invalid choice: ")[2].partition(" ")[0].strip("'\"")
    choices = [choice.strip("'\" ") for choice in rest.rstrip(")").split(",")]
    meant = nearest(value, choices) if found else None
    if meant:
        return f"write '{meant}'"
    if "expected one argument" in complaint:
        return "give the option its value"
    return f"write one of {', '.join(choices)}" if found else "write a value that the option takes"
