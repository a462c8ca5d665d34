"""A format of log messages is not one that logging takes.

## Why

pytest gives `log_format`, `log_cli_format` and `log_file_format` to logging, which takes the style of `%(message)s`.
A format without any such field (`{message}`) ends pytest when it starts. A field without its letter (`%(levelname)`),
or of a name that there is not, fails at the first message: in each test that logs.

See https://docs.pytest.org/en/stable/reference/reference.html#confval-log_format and
https://docs.python.org/3/library/logging.html#logrecord-attributes.

## Instead

`%(asctime)s %(levelname)-8s %(name)s: %(message)s`.

## Fix safety

The letter, the style or the name is mended; it shows in the output only, but what was meant is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.places import Place
from doctor.rules.cures import key_set, value_replaced
from doctor.rules.phrases import nearest
from doctor.rules.registry import rule

KEYS = ("log_format", "log_cli_format", "log_file_format")
FIELDS = (
    *("name", "levelno", "levelname", "pathname", "filename", "module", "lineno", "funcName", "created", "asctime"),
    *("msecs", "relativeCreated", "thread", "threadName", "process", "processName", "taskName", "message"),
)
FIELD = re.compile(
    r"%%|%\((?P<name>\w+)\)(?P<form>[#0+ -]*(?:\*|\d+)?(?:\.(?:\*|\d+))?)(?P<letter>[diouxXeEfFgGcrsa])?"
)
BRACE = re.compile(r"\$?\{(?P<name>\w+)(?:[:!][^{}]*)?\}|\$(?P<bare>\w+)")


@rule(severity=Severity.ERROR, since="0.1")
def check(ini: IniValues, command_line: CommandLine, config: PytestConfig) -> Iterator[Problem]:
    if config.blocked("logging"):
        return
    for key in KEYS:
        option, value = command_line.last("--" + key.replace("_", "-")), ini.get(key)
        if option and option.value:
            right, words = mended(option.value)
            if words:
                yield problem(key, option.value, option.place, right, words).replace(
                    fix=value_replaced(option, right, config)
                )
        elif value and value.origin != "default" and isinstance(value.value, str) and value.value:
            right, words = mended(value.value)
            if words and value.place:
                place = value.setting.value_place if value.setting else value.place
                yield problem(key, value.value, place, right, words).replace(fix=rewritten(config, key, right))


def rewritten(config: PytestConfig, key: str, right: str) -> Fix | None:
    return key_set(config, key, right, f"write {key} = {right}") if config.setting(key) else None


def mended(text: str) -> tuple[str, str]:
    """The format as it was meant, and what logging says of the one that is there, "" for nothing."""
    fields = [field for field in FIELD.finditer(text) if field["name"]]
    if not fields:
        hits = [hit for hit in BRACE.finditer(text) if (hit["name"] or hit["bare"]) in FIELDS]
        style = BRACE.sub(lambda hit: f"%({hit['name'] or hit['bare']})s", text) if hits else "%(message)s"
        return style, f"ValueError: Invalid format '{text}' for '%' style"
    words = ""
    for field in fields:
        if not field["letter"]:
            words = words or f"ValueError: unsupported format character, or incomplete format, behind '{field[0]}'"
        elif field["name"] not in FIELDS and nearest(field["name"], FIELDS):
            words = words or f"KeyError: '{field['name']}'"
    return FIELD.sub(of_field, text), words


def of_field(field: re.Match[str]) -> str:
    name = field["name"]
    if not name:
        return field[0]
    right = name if name in FIELDS else nearest(name, FIELDS) or name
    if field["letter"]:
        return f"%({right}){field['form']}{field['letter']}"
    form = field["form"].rstrip(" ")
    return f"%({right}){form}s{field['form'][len(form) :]}"


def problem(key: str, text: str, place: Place, right: str, words: str) -> Problem:
    at_start = "Invalid format" in words
    return Problem(
        place=place,
        message=f"'{key}' is no format that logging takes: {text}",
        label="not a format",
        consequence=f"pytest stops: INTERNALERROR: {words}" if at_start else f"each test that logs fails: {words}",
        help=f"write {right}",
    )
