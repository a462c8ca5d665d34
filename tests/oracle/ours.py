"""What the facts say of a call, in the shape in which the worker answers."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from doctor.facts.builtins import builtins_of
from doctor.facts.command_line import command_line
from doctor.facts.config import config
from doctor.facts.ini_values import ini
from doctor.model.config import IniValue, PytestConfig, Source
from doctor.model.invocation import Invocation
from doctor.model.plugins import Kind, Knowledge, Plugin, Plugins

NOTHING_KNOWN = Knowledge(lambda: ())


def answer(cwd: Path, args: tuple[str, ...], variables: Mapping[str, str], version: str) -> dict[str, Any]:
    """The facts of this call, with no plugins but pytest's own."""
    invocation = Invocation(str(cwd), args, variables)
    found = config(invocation, version, NOTHING_KNOWN)
    plugins = builtin_plugins(found)
    line = command_line(invocation, found, plugins, NOTHING_KNOWN)
    error = found.error or line.error
    values = ini(invocation, found, plugins).values
    inipath = found.configfile and absolute(cwd, found.configfile.file)
    source = "ARGS" if line.positionals else "TESTPATHS" if found.paths_from_testpaths else "INVOCATION_DIR"
    return {
        "error": [error.kind, error.message] if error else None,
        "rootdir": absolute(cwd, found.rootdir),
        "inipath": inipath,
        "paths": [str(cwd)] if source == "INVOCATION_DIR" else [named(cwd, path) for path in found.paths],
        "source": source,
        "conftests": [absolute(cwd, path) for path in found.initial_conftests],
        "values": {
            name: {"error": value.error} if value.error is not None else {"value": plain(value.value)}
            for name, value in values.items()
            if value.known
        },
        "unknown": sorted(name for name, value in values.items() if not value.known and is_complained_of(value, found)),
    }


def is_complained_of(value: IniValue, found: PytestConfig) -> bool:
    """Before 9.0 pytest looks for unknown keys in the file only."""
    return found.setting(value.name) is not None or found.version >= (9,)


def builtin_plugins(found: PytestConfig) -> Plugins:
    """pytest's own plugins as the call loads them."""
    typed = [flag for flag in found.plugin_flags if flag.source is Source.COMMAND_LINE]
    blocked = {flag.name for flag in typed if flag.blocks}
    if "cacheprovider" in blocked:
        blocked.add("stepwise")
    loaded = {flag.name for flag in found.plugin_flags if not flag.blocks}
    return Plugins(
        tuple(
            Plugin(each.name, Kind.BUILTIN, f"_pytest.{each.name}", provided=each.provided)
            for each in builtins_of(found.pytest_version).plugins
            if (each.default or each.name in loaded) and (each.name not in blocked or each.name in loaded)
        )
    )


def absolute(cwd: Path, path: str) -> str:
    return os.path.normpath(cwd / path)


def named(cwd: Path, path: str) -> str:
    """The whole path of an argument, with its node."""
    file, separator, node = path.partition("::")
    return f"{absolute(cwd, file)}{separator}{node}"


def plain(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)
