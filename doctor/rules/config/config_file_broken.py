"""A configuration file cannot be read.

## Why

pytest stops at the first configuration file that it cannot parse, also when the fault is in a part that is not for
pytest: a pyproject.toml holds more than one tool's options. From 9.0 it also reads what lies beside the winner.

See https://docs.pytest.org/en/stable/reference/customize.html#configuration-file-formats.

## Instead

Mend the file at the place named. A key may be written only once in a section; INI files need a section header above
the first key; all of them are UTF-8.

## Fix safety

A header above the keys of a pytest.ini is safe: pytest stops without it. For the rest there is no fix: what was meant
is for people to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import ConfigError, ConfigFile, PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, InsertLine
from doctor.model.invocation import Invocation
from doctor.rules.config._errors import REJECTED, of_rule, reporter, said
from doctor.rules.registry import rule

CURES = (
    ("duplicate name", "remove one of the two"),
    ("duplicate section", "put the two sections together"),
    ("no section header", "write the section header, [pytest], above the first key"),
    ("unexpected line", "a line of a section is `key = value`; continued values are indented"),
    ("Cannot overwrite", "remove one of the two"),
    ("codec can't decode", "save the file as UTF-8"),
    ("Permission denied", "let the file be read"),
)


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, invocation: Invocation) -> Iterator[Problem]:
    if error := of_rule("config-file-broken", config):
        yield problem(error.place.file, error, invocation)
    elif config.error is None:
        for file in config.files:
            if file.error and is_near(file) and reporter(file.error, config) in ("config-file-broken", REJECTED):
                yield latent(file, file.error, invocation)


def is_near(file: ConfigFile) -> bool:
    """Does it lie in the project itself?"""
    return "/" not in file.file


def problem(name: str, error: ConfigError, invocation: Invocation) -> Problem:
    return Problem(
        place=error.place,
        message=f"{name} cannot be {verb(error)}: {reason(error)}",
        label="here",
        consequence=said(error, invocation) if error.kind else "",
        fix=headed(name, error),
        help=next((cure for words, cure in CURES if words in error.message), f"mend {name} here"),
    )


def headed(name: str, error: ConfigError) -> Fix | None:
    """The section header that a file for pytest alone lacks."""
    if "no section header" not in error.message or name not in ("pytest.ini", ".pytest.ini"):
        return None
    return Fix(f"write [pytest] above the first key of {name}", (InsertLine(error.place, "[pytest]"),), safe=True)


def latent(file: ConfigFile, error: ConfigError, invocation: Invocation) -> Problem:
    """This call does not come to the file."""
    found = problem(file.file, error, invocation)
    return found.replace(
        consequence="this pytest does not come to it; pytest 9 does, and stops", severity=Severity.NOTE
    )


def verb(error: ConfigError) -> str:
    return "read" if error.kind in ("", "PermissionError", "UnicodeDecodeError", "OSError") else "parsed"


def reason(error: ConfigError) -> str:
    """The words behind the path and the line number."""
    words = error.message
    for part in (f"{error.place.file}:{error.place.line}: ", f"{error.place.file}: "):
        if part in words:
            return words.partition(part)[2]
    return words if error.kind else words.rpartition("/")[2]
