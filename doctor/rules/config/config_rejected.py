"""pytest stops while it reads its configuration.

## Why

Before anything is collected pytest reads its configuration and its command line, and stops at the first thing that it
cannot use: a file that `-c` names and that is not there, a folder that `--rootdir` names and that is none, an override
without a value.

See https://docs.pytest.org/en/stable/reference/exit-codes.html.

## Instead

Mend what pytest's own words name.

## Fix safety

Taking a `-p no:…` out that pytest refuses is safe. For the rest there is no fix: what was meant is for people to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, ConfigError, PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.invocation import Invocation
from doctor.rules.config._errors import REJECTED, of_rule, relative, said
from doctor.rules.cures import option_removed, value_replaced
from doctor.rules.registry import rule

JUNIT = "--junitxml"
CURES = (
    (f"{JUNIT} must be a filename", "name a file in the folder: reports/junit.xml"),
    ("Config file", "name a file that is there with -c"),
    ("No such file or directory", "name a file that is there with -c"),
    ("Check your '--rootdir' option", "name a folder that is there with --rootdir"),
    ("expects option=value", "write it as -o NAME=VALUE, without blanks around the '='"),
    ("cannot be disabled", "take the '-p no:…' out: pytest does not run without this plugin"),
    ("Blocking conftest files", "take the '-p no:…' out, or use --noconftest"),
)


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, invocation: Invocation, command_line: CommandLine) -> Iterator[Problem]:
    if error := of_rule(REJECTED, config):
        words = relative(error.message, invocation).splitlines()
        yield Problem(
            place=error.place,
            message=f"pytest rejects its configuration: {words[0] if words else error.kind}",
            label="here",
            consequence=said(error, invocation),
            help=cure(error),
            fix=fix(error, config, command_line),
        )


def cure(error: ConfigError) -> str:
    return next((cure for words, cure in CURES if words in error.message), "mend what pytest names")


def fix(error: ConfigError, config: PytestConfig, command_line: CommandLine) -> Fix | None:
    refused = "cannot be disabled" in error.message or "Blocking conftest files" in error.message
    flag = next((flag for flag in config.plugin_flags if flag.blocks and flag.place == error.place), None)
    if flag and refused:
        return option_removed(flag, safe=True)
    named = (
        each
        for each in command_line.all(JUNIT)
        if error.message.endswith(f"{JUNIT} must be a filename, given: {each.value}")
    )
    option = next(named, None)
    return value_replaced(option, f"{(option.value or '').rstrip('/')}/junit.xml", config) if option else None
