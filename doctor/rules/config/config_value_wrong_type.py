"""A configuration value has the wrong type.

## Why

`[tool.pytest]` and pytest.toml (pytest 9) take native TOML types and convert nothing: `addopts` must be a list of
strings, `minversion` a string. In INI files and `[tool.pytest.ini_options]` values are text, but a switch must be
true or false, and a number a number.

See https://docs.pytest.org/en/stable/reference/customize.html#pyproject-toml.

## Instead

Write the value with the type that pytest names.

## Fix safety

Safe where pytest stops: the value stays what it is, with the type that pytest wants. Elsewhere it comes into force,
which is not done unasked. A flag that is neither true nor false goes, and its default holds: not unasked, either.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import IniValue, IniValues, PytestConfig, Setting
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, RemoveKey, RenameSection, Replace, SetKey
from doctor.model.invocation import Invocation
from doctor.model.places import Place
from doctor.model.plugins import Plugins
from doctor.rules.config._errors import of_rule, said
from doctor.rules.cures import LISTS, home, key_removed, key_set, literal, may_edit, setting_at, type_of, typed
from doctor.rules.registry import rule

OTHERS = ("expects one of '", "No closing quotation", "No escaped character")


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, ini: IniValues, plugins: Plugins, invocation: Invocation) -> Iterator[Problem]:
    error = of_rule("config-value-wrong-type", config)
    faults = {key.place: key for key in ini.values.values() if key.known and key.error and key.place}
    told = False
    for place, key in faults.items():
        words = key.error or ""
        if place and not any(other in words for other in OTHERS) and not is_doubtful(key, plugins):
            stops = bool(error and (error.message == words or error.place.line == place.line))
            told = told or stops
            found = problem(key, place, words, said(error, invocation) if stops and error else "")
            yield found.replace(fix=fix(key, words, plugins, config, stops))
    if error and not told:
        found = stray(error.place, error.message, said(error, invocation), config)
        yield found.replace(fix=fix_items(error.place, config))
    yield from tables(config)


def is_doubtful(key: IniValue, plugins: Plugins) -> bool:
    """May its type be another one, because the plugin works its keys out at run time?"""
    owners = [plugin for plugin in plugins.with_ini_key(key.name) if plugin.active]
    return any("ini" in plugin.provided.computed for plugin in owners)


def problem(key: IniValue, place: Place, words: str, consequence: str) -> Problem:
    what = expectation(key, words)
    return Problem(
        place=key.setting.value_place if key.setting else place,
        message=f"{key.name} {what}",
        label="wrong type",
        consequence=consequence or f"pytest stops, or fails tests, where it asks for {key.name}",
        help=cure(key, words),
    )


def fix(key: IniValue, words: str, plugins: Plugins, config: PytestConfig, stops: bool) -> Fix | None:
    """The same value with the right type."""
    setting = key.setting
    if key.origin != "file" or setting is None or not may_edit(setting.place):
        return None
    if "expects a string" in words and not isinstance(setting.value, (list, tuple, dict)):
        value = setting.value_place
        begin = value.replace(end_line=value.line, end_column=value.column)
        end = value.replace(line=value.end_line, column=value.end_column)
        return Fix(f"put the value of {key.name} in quotes", (Replace(begin, '"'), Replace(end, '"')), stops)
    kind = "bool" if "truth value" in words else type_of(key.name, plugins)
    value_now = str(setting.value).partition("#")[0].strip("\"' ") if kind == "bool" else setting.value
    right = typed(value_now, kind)
    if isinstance(setting.value, dict):
        return None
    if right is None:
        return key_removed(config, [key.name]) if "truth value" in words else None
    return key_set(config, key.name, right, f"write {key.name} as {article(kind)}", stops)


def fix_items(place: Place, config: PytestConfig) -> Fix | None:
    """All items of the list in quotes."""
    setting = setting_at(place, config)
    if setting is None or not isinstance(setting.value, list) or not may_edit(place):
        return None
    if any(isinstance(item, (bool, float, list, dict)) for item in setting.value):
        return None
    items = tuple(str(item) for item in setting.value)
    return key_set(config, setting.name, items, f"write all items of {setting.name} as strings", safe=True)


def article(kind: str) -> str:
    """The type in words."""
    return (
        "a list of strings" if kind in LISTS else {"bool": "true or false", "string": "a string"}.get(kind, "a number")
    )


def expectation(key: IniValue, words: str) -> str:
    """`expects a list for type 'args', got str: '-ra -q'`."""
    _, found, rest = words.partition(f"config option '{key.name}' ")
    if found:
        return rest
    if "truth value" in words:
        return f"must be true or false: {words}"
    if "could not convert string to float" in words or "invalid literal for int" in words:
        return f"must be a number: {words}"
    return f"has a value of the wrong type: {words}"


def cure(key: IniValue, words: str) -> str:
    value = key.setting.value if key.setting else ""
    if "expects a list" in words and isinstance(value, str):
        words_of = typed(value, "linelist" if "'linelist'" in words else "args")
        items = ", ".join(literal(str(word)) for word in words_of) if isinstance(words_of, tuple) else "…"
        return f"write a list: {key.name} = [{items}]"
    if "expects a list" in words:
        return f'write a list of strings in quotes: {key.name} = ["…"]'
    if "expects a string" in words:
        return f'write a string: {key.name} = "{value}"'
    if "expects a bool" in words or "truth value" in words:
        return f"write {key.name} = true or {key.name} = false, without quotes or comments"
    if "expects an int" in words or "expects a float" in words:
        return f"write a number without quotes: {key.name} = {value}"
    return "write a value of the type that pytest names"


def stray(place: Place, words: str, consequence: str, config: PytestConfig) -> Problem:
    """An error that is not of one key's value: a list item that is no string, a table that is none."""
    name = next((each.name for each in settings(config, place)), "the configuration")
    return Problem(
        place=place,
        message=f"{name} has a value of the wrong type: {words.rpartition('/')[2]}",
        label="wrong type",
        consequence=consequence,
        help="write all items of the list as strings in quotes"
        if name == "addopts"
        else "write a value of another type",
    )


def settings(config: PytestConfig, place: Place) -> Iterator[IniValue]:
    for setting in config.configfile.settings if config.configfile else ():
        if setting.place.line <= place.line <= max(setting.value_place.end_line, setting.place.line):
            yield IniValue(setting.name, setting.value, "file", "toml")


def tables(config: PytestConfig) -> Iterator[Problem]:
    """[tool.pytest.ini_options.markers]: pytest makes a text of the whole table."""
    file = config.configfile
    for setting in file.settings if file and file.mode == "ini" else ():
        if isinstance(setting.value, dict):
            yield Problem(
                place=setting.place,
                message=f"{setting.name} is a table, and pytest takes it for the text {str(setting.value)!r}",
                label="a table",
                consequence="no option of pytest is a table",
                help=f'write a list: {setting.name} = ["…"]',
                fix=as_list(setting, config),
            )


def as_list(setting: Setting, config: PytestConfig) -> Fix | None:
    """The markers of a table, each with what it means."""
    where, value = home(config), setting.value
    if where is None or setting.name != "markers" or not isinstance(value, dict) or not may_edit(setting.place):
        return None
    if not all(isinstance(meaning, str) for meaning in value.values()):
        return None
    lines = tuple(f"{name}: {meaning}" if meaning else name for name, meaning in value.items())
    file, section = where
    title = f"write the table {setting.name} as a list"
    added = SetKey(file, section, setting.name, lines)
    has_header = setting.place.end_column - setting.place.column > len(setting.name)
    if not has_header:
        return Fix(title, (RemoveKey(file, section, setting.name), added))
    keys = [RemoveKey(file, section, name) for name in value]  # what is removed at once takes its comments along
    return Fix(title, (RenameSection(file, f"{section}.markers", section), added, *keys))
