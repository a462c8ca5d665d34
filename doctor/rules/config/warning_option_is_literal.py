"""A filter of `-W` holds a pattern, which is taken letter by letter.

## Why

The key `filterwarnings` takes regular expressions for the message and the module of a warning. `-W` does not: there
`numpy.*` is a module of just that name, and no warning comes from it. The filter never matches.

See https://docs.pytest.org/en/stable/how-to/capture-warnings.html#controlling-warnings and
https://docs.python.org/3/library/warnings.html#describing-warning-filters.

## Instead

Write the filters under `filterwarnings`.

## Fix safety

All filters of addopts move to `filterwarnings`, in their order, behind those that are there. What was not matched is
matched then: it is not done unasked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doctor.model.config import CommandLine, GivenOption, IniValues, PytestConfig, Source
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import AddItem, Fix
from doctor.rules.cures import home, options_removed
from doctor.rules.filters import Filter, filters
from doctor.rules.registry import rule

PATTERN = re.compile(r"\.[*+?]|\\[.wdsSWDb]|^\^|\$$|\[[^\]]+\][*+]")


@rule(severity=Severity.WARNING, since="0.1")
def check(config: PytestConfig, ini: IniValues, command_line: CommandLine) -> Iterator[Problem]:
    if config.blocked("warnings") or config.error:
        return
    options = command_line.all("-W", "--pythonwarnings")
    for each in filters(ini, command_line) if options else ():
        part = pattern(each) if each.literal else ""
        if part and each.place:
            yield Problem(
                place=each.place,
                message=f"'{part}' is a pattern, which -W takes letter by letter",
                label="never matches",
                consequence=f"the filter '{each.text}' decides nothing",
                help=f"write it under filterwarnings: {each.text}",
                fix=moved(options, config),
            )


def pattern(each: Filter) -> str:
    """The part of the filter that is a regular expression, "" for none."""
    return next((each.field(index) for index in (1, 3) if PATTERN.search(each.field(index))), "")


def moved(options: tuple[GivenOption, ...], config: PytestConfig) -> Fix | None:
    """All of them, for what -W says comes after the key."""
    where = home(config)
    if where is None or not all(option.source is Source.ADDOPTS and option.value for option in options):
        return None
    removed = options_removed(options)
    items = [AddItem(*where, "filterwarnings", option.value or "") for option in options]
    return Fix("move the filters of -W to filterwarnings", (*removed.changes, *items)) if removed else None
