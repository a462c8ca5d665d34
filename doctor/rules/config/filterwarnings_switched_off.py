"""Warnings are to be errors, and the plugin that does it is switched off.

## Why

`filterwarnings` and `-W` are the work of pytest's plugin `warnings`. With `-p no:warnings` no filter is applied at all:
tests that should fail for a warning pass, and no word is said.

See https://docs.pytest.org/en/stable/how-to/capture-warnings.html#disabling-warning-capture-entirely.

## Instead

Take `-p no:warnings` out. To shorten the output use `--disable-warnings`: errors stay errors.

## Fix safety

Warnings that become errors make tests fail, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.findings import Problem, Related, Severity
from doctor.rules.cures import option_removed
from doctor.rules.filters import filters
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, ini: IniValues, command_line: CommandLine) -> Iterator[Problem]:
    flag = config.blocked("warnings")
    if flag is None:
        return
    errors = [each for each in filters(ini, command_line) if each.field(0) == "error"]
    if errors:
        yield Problem(
            place=flag.place,
            message=f"'{flag.text}' switches filterwarnings off: '{errors[0].text}' makes no warning an error",
            label="no filter is applied",
            related=tuple(Related(each.place, "without effect") for each in errors if each.place),
            consequence="tests that should fail for a warning pass, without a word",
            help=f"remove '{flag.text}', or take --disable-warnings, which only shortens the output",
            fix=option_removed(flag),
        )
