"""The effective configuration as text and as JSON (schema 1: keys are added, never renamed)."""

from __future__ import annotations

import os
from typing import Any

from doctor.model.config import CommandLine, ConfigError, IniValue, IniValues, PytestConfig
from doctor.model.record import Record
from doctor.reports.style import Style


class Resolved(Record):
    """What `config` prints. `project` is absolute."""

    project: str
    config: PytestConfig
    ini: IniValues
    command_line: CommandLine

    @property
    def error(self) -> ConfigError | None:
        """Why pytest would stop before it collects, the first reason."""
        return self.config.error or self.command_line.error

    @property
    def rootdir(self) -> str:
        """The absolute path."""
        return os.path.normpath(os.path.join(os.path.realpath(self.project), self.config.rootdir))  # noqa: PTH118


def as_json(found: Resolved) -> str:
    """For programs. Values have the type that `getini` returns; a date is text."""
    import json

    return json.dumps(document(found), indent=2, ensure_ascii=True, default=str, allow_nan=True) + "\n"


def document(found: Resolved) -> dict[str, Any]:
    """The configuration as plain data; `rootdir` is absolute, all other paths are relative to the project."""
    config, error = found.config, found.error
    return {
        "schema": 1,
        "pytest_version": config.pytest_version,
        "rootdir": found.rootdir,
        "configfile": config.configfile.file if config.configfile else None,
        "ignored": [{"file": each.file.file, "options": list(each.options)} for each in config.ignored],
        "paths": list(config.paths),
        "paths_from_testpaths": config.paths_from_testpaths,
        "args": [word.text for word in config.arguments],
        "initial_conftests": list(config.initial_conftests),
        "error": error.message if error else None,
        "error_exit_code": error.exit_code if error else None,
        "error_file": error.place.file if error else None,
        "error_line": error.place.line if error else None,
        "options": {name: option_document(value) for name, value in sorted(found.ini.values.items())},
    }


def option_document(option: IniValue) -> dict[str, Any]:
    """One option as plain data."""
    place = option.place
    data = {
        "value": plain(option.value),
        "file": place.file if place else None,
        "line": place.line if place else None,
        "origin": option.origin,
        "mode": option.mode,
    }
    if not option.known:
        data["known"] = False
    if option.error is not None:
        data["error"] = option.error
    return data


def plain(value: Any) -> Any:
    """The value as JSON can hold it: infinity and NaN are text."""
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return str(value)
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return {str(key): plain(item) for key, item in value.items()} if isinstance(value, dict) else value


def as_text(found: Resolved, style: Style) -> str:
    """For people: the resolution, the options that are set, and the others at their defaults."""
    options = sorted(found.ini.values.items())
    chosen = [(name, value) for name, value in options if value.origin != "default"]
    rest = [(name, value) for name, value in options if value.origin == "default"]
    width = min(max((len(name) for name, _ in options), default=0), 32)
    parts = [*_head(found, style), "", style.paint("set", "bold"), *[_line(each, width, style) for each in chosen]]
    if not chosen:
        parts.append("  nothing")
    parts += ["", style.paint("defaults", "bold"), *[_line(each, width, style) for each in rest]]
    return "\n".join(parts) + "\n"


def _head(found: Resolved, style: Style) -> list[str]:
    config = found.config
    file = config.configfile.file if config.configfile else "none"
    source = "testpaths" if config.paths_from_testpaths else ""
    rows = [("pytest", config.pytest_version), ("rootdir", found.rootdir), ("configfile", file)]
    rows += [("ignored", f"{each.file.file} ({', '.join(each.options)})") for each in config.ignored]
    rows.append(("paths", " ".join(config.paths) + (f"  ({source})" if source else "")))
    rows += [("arguments", " ".join(word.text for word in config.arguments))] if config.arguments else []
    rows += [("conftest", path) for path in config.initial_conftests]
    lines = [f"{style.paint(f'{name:<10}', 'bold')}  {_visible(text)}" for name, text in rows]
    if found.error:
        words = _visible(found.error.message, keep="\n").replace("\n", "\n" + " " * 12)
        where = f"  ({found.error.place})" if found.error.place.line else ""
        lines.append(f"{style.paint('error     ', 'error')}  {words}{where}")
    return lines


def _line(option: tuple[str, IniValue], width: int, style: Style) -> str:
    name, value = option
    shown = style.paint(_visible(value.error), "error") if value.error is not None else _visible(repr(value.value))
    where = f"  {style.paint(_origin(value), 'dim')}" if value.place else ""
    unknown = f"  {style.paint('unknown to pytest and its plugins', 'warning')}" if not value.known else ""
    return f"  {_visible(name):<{width}}  {shown}{where}{unknown}"


def _origin(value: IniValue) -> str:
    place = str(value.place)
    return place if value.origin == "file" else f"-o, {place}"


def _visible(text: str, keep: str = "") -> str:
    """Without what would steer a terminal."""
    return "".join(char if char.isprintable() or char in keep else repr(char)[1:-1] for char in text)
