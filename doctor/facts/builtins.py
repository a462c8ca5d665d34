"""pytest's own options and configuration keys, version by version, from the shipped knowledge."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from doctor.facts.option_parser import table_of
from doctor.knowledge.store import load_builtins
from doctor.model.plugins import Builtins, Option

TYPES: Mapping[str, type] = {"--maxfail": int, "--durations": int, "--durations-min": float, "--verbosity": int} | {
    "--max-warnings": int
}
Judge = Callable[[Option, str, str], str]
FOLDERS = ("--confcutdir",)
FILES = ("--junitxml",)


@cache
def builtins_of(pytest_version: str) -> Builtins:
    """The plugins of this pytest."""
    return load_builtins(pytest_version)


def options_of(builtins: Builtins, is_blocked: Callable[[str], bool]) -> dict[str, Option]:
    """The options of the plugins that are loaded when nothing but pytest itself is there."""
    loaded = (plugin for plugin in builtins.plugins if plugin.default and not is_blocked(plugin.name))
    return table_of(option for plugin in loaded for option in plugin.provided.options)


def checker(project: str) -> Callable[[Option, str], str]:
    """Judges values as pytest's `type=` functions and `choices` do, for calls made in `project`.

    A complaint that begins with a colon is argparse's; any other stands alone.
    """

    def check(option: Option, value: str) -> str:
        name = next((name for name in option.names if name in SPECIAL), "")
        complaint = SPECIAL[name](option, value, project) if name else ""
        if not complaint and option.choices:
            given = value.lower() if "--doctest-report" in option.names else value
            if given not in option.choices:
                return f": invalid choice: {given!r} (choose from {', '.join(map(repr, option.choices))})"
        return complaint

    return check


def _number(option: Option, value: str, _: str) -> str:
    kind = next(TYPES[name] for name in option.names if name in TYPES)
    try:
        kind(value)
    except ValueError:
        return f": invalid {kind.__name__} value: {value!r}"
    return ""


def _folder(option: Option, value: str, project: str) -> str:
    return "" if os.path.isdir(_in(project, value)) else f"{option.names[0]} must be a directory, given: {value}"


def _file(option: Option, value: str, project: str) -> str:
    return f"{option.names[0]} must be a filename, given: {value}" if os.path.isdir(_in(project, value)) else ""


def _basetemp(_: Option, value: str, project: str) -> str:
    try:
        above = [os.path.abspath(_in(project, value)), os.path.realpath(_in(project, value))]
    except ValueError:  # a NUL
        return f": invalid validate_basetemp value: {value!r}"
    if not value or any(_contains(folder, os.path.realpath(project)) for folder in above):
        return ": basetemp must not be empty, the current working directory or any parent directory of it"
    return ""


def _pdbcls(_: Option, value: str, __: str) -> str:
    return "" if value.count(":") == 1 else f": {value!r} is not in the format 'modname:classname'"


def _in(project: str, path: str) -> str:
    return os.path.join(project, path)


def _contains(folder: str, path: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _names(
    names: Iterable[str], judge: Callable[[Option, str, str], str]
) -> dict[str, Callable[[Option, str, str], str]]:
    return dict.fromkeys(names, judge)


SPECIAL = {
    **_names(TYPES, _number),
    **_names(FOLDERS, _folder),
    **_names(FILES, _file),
    "--basetemp": _basetemp,
    "--pdbcls": _pdbcls,
}
