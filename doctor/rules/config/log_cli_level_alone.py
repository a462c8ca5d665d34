"""`log_cli_level` is set without `log_cli`.

## Why

The level of live logs shows none while they are off: `log_cli` is false by default. Only the option
`--log-cli-level` switches them on by itself. All that the setting does is to let the root logger hand on records of
that level, which `caplog` and the reports of failed tests get, too: `log_level` says that.

See https://docs.pytest.org/en/stable/how-to/logging.html#live-logs.

## Instead

Write `log_cli = true` beside it, or `log_level` in its place.

## Fix safety

Logs that show up may be unwanted, so `log_cli = true` is not written unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.rules.cures import key_set
from doctor.rules.registry import rule


@rule(severity=Severity.NOTE, since="0.1")
def check(ini: IniValues, command_line: CommandLine, config: PytestConfig) -> Iterator[Problem]:
    level, switch = ini.get("log_cli_level"), ini.get("log_cli")
    if not level or level.origin == "default" or not level.place or command_line.last("--log-cli-level"):
        return
    if switch and switch.origin == "default":
        yield Problem(
            place=level.place,
            message="log_cli_level shows no live logs: log_cli is not set",
            label="of live logs, which are off",
            help="write log_cli = true, or log_level in its place, if caplog and reports are meant",
            fix=key_set(config, "log_cli", True),
        )
