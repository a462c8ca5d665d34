"""The summary of warnings is switched off for every run.

## Why

With `--disable-warnings` in `addopts` nobody sees deprecations until the version comes that has removed what is used.

See https://docs.pytest.org/en/stable/how-to/capture-warnings.html#disabling-warnings-summary.

## Instead

Ignore single warnings with `filterwarnings`, and let the others be seen, or make them errors.

## Fix safety

Safe: taking the option out changes the output alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, Source
from doctor.model.findings import Problem, Severity
from doctor.rules.cures import option_removed
from doctor.rules.filters import filters
from doctor.rules.registry import rule


@rule(severity=Severity.NOTE, since="0.1")
def check(command_line: CommandLine, ini: IniValues) -> Iterator[Problem]:
    option = command_line.last("--disable-warnings", "--disable-pytest-warnings")
    if option is None or option.source is not Source.ADDOPTS:
        return
    if not any(each.field(0) == "error" for each in filters(ini, command_line)):
        yield Problem(
            place=option.place,
            message=f"'{option.name}' in addopts hides all warnings, of every run",
            label="no summary of warnings",
            help="ignore single warnings with filterwarnings, and take the option out",
            fix=option_removed(option, safe=True),
        )
