"""Quotes in an item of a TOML list, or within other quotes, are part of the value.

## Why

In a text, `addopts` is split as a shell does it, which takes quotes off. Items of a TOML list are taken as they are, so
`"-m", "'not slow'"` asks for an expression that is a string. So does `addopts = "-m 'not slow'"` of an INI file, where
the outer quotes are taken off and the inner ones stay.

See https://docs.pytest.org/en/stable/reference/reference.html#confval-addopts.

## Instead

Leave the inner quotes out: `"-m", "not slow"`; in an INI file the outer ones: `addopts = -m 'not slow'`.

## Fix safety

Safe where pytest stops at the quotes; elsewhere the value becomes another one, which is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import Argument, CommandLine, PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.invocation import Invocation
from doctor.rules.config._errors import of_argparse, said
from doctor.rules.config._items import EXPRESSIONS, is_item, parted, quoted
from doctor.rules.cures import literal, may_edit
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, command_line: CommandLine, invocation: Invocation) -> Iterator[Problem]:
    error = of_argparse(config, command_line)
    for argument, option in quoted(config):
        found = problem(argument, option, config)
        if error and error.place == argument.place:
            found = found.replace(consequence=said(error, invocation), severity=Severity.ERROR)
        yield found.replace(fix=fix(argument, found, option, config))


def problem(argument: Argument, option: str, config: PytestConfig) -> Problem:
    in_list, value = is_item(argument, config), parted(argument.text, option)[1]
    of_option = f" of {option}" if option else ""
    fault = "got string literal" if config.version >= (8, 3) else f'unexpected character "{value[0]}"'
    words = f"pytest stops: Wrong expression passed to '{option}': {value}: {fault}"
    return Problem(
        place=argument.place,
        message=f"the quotes in {argument.text!r} belong to the value{of_option}: "
        + ("no shell takes them off a list item" if in_list else "other quotes stand around them"),
        label="quotes are kept",
        consequence=words if option in EXPRESSIONS else f"the value is {value} with its quotes",
        help=f"write the item without the inner quotes: {cured(argument.text, value)}"
        if in_list
        else f"take the outer quotes out: {argument.text}",
        severity=Severity.ERROR if option in EXPRESSIONS or "-p" in option else Severity.WARNING,
    )


def fix(argument: Argument, found: Problem, option: str, config: PytestConfig) -> Fix | None:
    if not may_edit(argument.place):
        return None
    if not is_item(argument, config):
        words = Replace(argument.place, argument.text)
        return Fix("take the outer quotes out", (words,), safe=True) if argument.text.startswith("-") else None
    text = cured(argument.text, parted(argument.text, option)[1])
    stops = found.consequence.startswith("pytest stops")
    return Fix(f"write {text} without the inner quotes", (Replace(argument.place, literal(text[1:-1])),), stops)


def cured(text: str, value: str) -> str:
    return '"' + text.replace(value, value[1:-1]) + '"'
