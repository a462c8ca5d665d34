"""Options stand outside the table [pytest] of a pytest.toml.

## Why

pytest.toml needs a table, as pytest.ini needs a section: only what stands under `[pytest]` is read. pytest 9.0 and 9.1
pass over keys outside it without a word, 9.2 stops (https://github.com/pytest-dev/pytest/issues/14638).

## Instead

Write `[pytest]` above the first option.

## Fix safety

Safe where pytest stops. Where it passes the options over, they come into force, and it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import ConfigError, ConfigFile, PytestConfig, Section
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, RenameSection
from doctor.model.invocation import Invocation
from doctor.rules.config._errors import of_rule, said
from doctor.rules.config._words import NATIVE, name_of
from doctor.rules.cures import may_edit
from doctor.rules.phrases import listing
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, invocation: Invocation) -> Iterator[Problem]:
    error = of_rule("keys-outside-table", config)
    for file in config.files:
        outside = next((section for section in file.sections if not section.name), None)
        is_ours = (
            (file.error == error)
            if error
            else (file == config.configfile and not file.error and name_of(file.file) in NATIVE)
        )
        if outside and outside.settings and is_ours:
            yield problem(file, outside, error, invocation)
            return


def fix(file: ConfigFile, outside: Section, stops: bool) -> Fix | None:
    if not may_edit(outside.settings[0].place):
        return None
    if file.section and any(file.section.get(setting.name) for setting in outside.settings):
        return None
    return Fix(f"put the options of {file.file} under [pytest]", (RenameSection(file.file, "", "pytest"),), stops)


def problem(file: ConfigFile, outside: Section, error: ConfigError | None, invocation: Invocation) -> Problem:
    names = [setting.name for setting in outside.settings]
    stands = f"{listing(names)} {'stands' if len(names) == 1 else 'stand'}"
    more = tuple(Related(setting.place, "nor is this") for setting in outside.settings[1:])
    read = f"pytest reads only [{file.section.name}]" if file.section else "pytest reads only what is under [pytest]"
    return Problem(
        place=outside.settings[0].place,
        message=f"{stands} outside the table [pytest] of {file.file}",
        label="not read",
        related=more,
        consequence=said(error, invocation) if error else f"{read}: these options are passed over without a word",
        help="write [pytest] on the line above",
        fix=fix(file, outside, bool(error)),
    )
