"""The doctor's own settings: the command line, else `[tool.pytest-doctor]` of the project's pyproject.toml."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from doctor.errors import UsageError
from doctor.model.record import Record

FAIL_ON = ("error", "warning", "note", "never")


class Settings(Record):
    """What is selected and what fails. Names are rules or topics."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "warning"
    pedantic: bool = False


def settings(project: Path, **given: Any) -> Settings:
    """The table of pyproject.toml, with what was given on the command line over it. UsageError for a wrong table."""
    chosen = {**table(project / "pyproject.toml"), **{name: value for name, value in given.items() if value}}
    if chosen.get("fail_on", "warning") not in FAIL_ON:
        raise UsageError(f"fail-on is {chosen['fail_on']!r}, but must be one of {', '.join(FAIL_ON)}")
    return Settings(**chosen)


def table(file: Path) -> dict[str, Any]:
    """`[tool.pytest-doctor]` with our names and types."""
    try:
        text = file.read_bytes() if file.is_file() and file.stat().st_size < 8_000_000 else b""
    except OSError:
        return {}
    if b"pytest-doctor" not in text:
        return {}
    raw = parse(text).get("tool", {})
    found = raw.get("pytest-doctor", {}) if isinstance(raw, dict) else {}
    return {key: check(file, name, key, value) for name, value in found.items() for key in [name.replace("-", "_")]}


def parse(text: bytes) -> dict[str, Any]:
    """The TOML document; nothing when it is broken, for that is a finding of its own."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        document: dict[str, Any] = tomllib.loads(text.decode())
        return document
    except (ValueError, RecursionError):
        return {}


def check(file: Path, name: str, key: str, value: object) -> object:
    """The value if the key is ours and the type fits."""
    if key not in Settings.record_fields:
        known = ", ".join(field.replace("_", "-") for field in Settings.record_fields)
        raise UsageError(f"{file.name}: [tool.pytest-doctor] has no key {name!r}; it knows {known}")
    default = Settings.record_defaults[key]
    if isinstance(default, tuple) and isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    if type(value) is type(default):
        return value
    wanted = "a list of strings" if isinstance(default, tuple) else f"a {type(default).__name__}"
    raise UsageError(f"{file.name}: [tool.pytest-doctor] {name} must be {wanted}, not {value!r}")
