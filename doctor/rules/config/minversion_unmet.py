"""`minversion` asks for a newer pytest than the installed one.

## Why

`minversion` guards options that older versions do not know. pytest stops when it is older, and ends in a traceback when
the value is no version: it takes `8.2`, not `>=8.2`.

See https://docs.pytest.org/en/stable/reference/reference.html#confval-minversion.

## Instead

Upgrade pytest, or lower `minversion` if nothing needs the newer one.

## Fix safety

Safe where the value is no version and the one that it names is installed. Lowering it to the installed version is
not done unasked: something may need the newer one.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.environment import Interpreter
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.invocation import Invocation
from doctor.rules.config._errors import of_rule, said
from doctor.rules.cures import key_set
from doctor.rules.registry import rule

QUOTES = "\"'"  # which an INI file keeps


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, invocation: Invocation, interpreter: Interpreter) -> Iterator[Problem]:
    error = of_rule("minversion-unmet", config)
    if error is None:
        return
    setting = config.setting("minversion")
    wanted = str(setting.value) if setting else error.message.partition("requires pytest-")[2].partition(",")[0]
    is_version = "Invalid version" not in error.message
    where = f" of {interpreter.executable}" if interpreter.executable else ""
    digits = wanted.strip("<>=~! " + QUOTES)
    yield Problem(
        place=error.place,
        message=f"minversion asks for pytest {wanted}, and this is pytest {config.pytest_version}{where}"
        if is_version
        else f"minversion is {wanted!r}, which is no version",
        label=f"newer than {config.pytest_version}" if is_version else "a version alone",
        consequence=said(error, invocation),
        help=f"`pip install 'pytest>={wanted}'`, or lower minversion"
        if is_version
        else f"write it without quotes: minversion = {wanted.strip(QUOTES)}"
        if wanted.strip(QUOTES) != wanted
        else f"write the lowest version that will do, alone: {digits}",
        fix=fix(config, digits, is_version),
    )


def fix(config: PytestConfig, digits: str, is_version: bool) -> Fix | None:
    wanted = tuple(int(part) for part in digits.split(".") if part.isdigit())
    is_met = not is_version and bool(wanted) and wanted <= config.version
    value = digits if is_met else ".".join(config.pytest_version.split(".")[:2])
    title = f"write minversion = {value}" if is_met else f"lower minversion to {value}"
    return key_set(config, "minversion", value, title, is_met) if config.setting("minversion") else None
