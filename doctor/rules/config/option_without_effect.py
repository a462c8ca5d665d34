"""An option in addopts comes too late to have an effect.

## Why

pytest reads `addopts` from the file that it has found already: `-c` and `--rootdir` within it change nothing, and
neither does `-o` before pytest 9.1. It says nothing of that (https://github.com/pytest-dev/pytest/pull/6825 is about
`--rootdir`, https://github.com/pytest-dev/pytest/issues/14442 about other options that came too late).

## Instead

Write them on the command line or into PYTEST_ADDOPTS; set a key in the file instead of overriding it.

## Fix safety

Taking out `-c` and `--rootdir` is safe, for they do nothing there. A key that is set instead of an override comes into
force, which is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, GivenOption, PytestConfig, Source
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, SetKey
from doctor.rules.cures import home, is_native, option_removed
from doctor.rules.registry import rule

LATE = ("-c", "--config-file", "--rootdir")
OVERRIDES = ("-o", "--override-ini")


@rule(severity=Severity.WARNING, since="0.1")
def check(config: PytestConfig, command_line: CommandLine) -> Iterator[Problem]:
    names = LATE if config.version >= (9, 1) else (*LATE, *OVERRIDES)
    for option in command_line.all(*names):
        if option.source is Source.ADDOPTS and not is_idle(option, config):
            yield problem(option).replace(fix=fix(option, config))


def is_idle(option: GivenOption, config: PytestConfig) -> bool:
    """Does it ask for what is so anyway?"""
    value = (option.value or "").strip().rstrip("/")
    own = config.configfile.file if config.configfile else ""
    if option.name in OVERRIDES:
        name, _, text = value.partition("=")
        setting = config.setting(name)
        return name != name.strip() or bool(setting and str(setting.value) == text)
    return value in (config.rootdir, own, "", ".")


def fix(option: GivenOption, config: PytestConfig) -> Fix | None:
    found = option_removed(option, safe=option.name in LATE)
    name, _, value = (option.value or "").partition("=")
    where = home(config)
    if found is None or option.name in LATE:
        return found
    if where is None or is_native(config) or not value:
        return None
    changes = (*found.changes, SetKey(*where, name.strip(), value.strip()))
    return Fix(f"set {name} = {value} in {where[0]} in place of '{option.text()}'", changes)


def problem(option: GivenOption) -> Problem:
    is_override = option.name in OVERRIDES
    name, _, value = (option.value or "").partition("=")
    cure = f"set the key in the file: {name} = {value}" if is_override else "write it on the command line"
    return Problem(
        place=option.place,
        message=f"'{option.text()}' in addopts has no effect: pytest reads addopts too late for it",
        label="too late",
        consequence="pytest passes it over without a word",
        help=f"{cure}, or into PYTEST_ADDOPTS; take it out of addopts",
    )
