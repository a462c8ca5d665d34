"""An override sets a key whose name has a blank in it.

## Why

`-o NAME=VALUE` is two words. As one item, `"-o NAME=VALUE"`, the blank belongs to the name, and so it does in `-o "NAME
= VALUE"`: pytest sets a key that nobody reads (https://github.com/pytest-dev/pytest/issues/8266). So it is with an item
of the list that a script gives to `pytest.main`.

## Instead

Write two items, or no blank: `"-o", "NAME=VALUE"`.

## Fix safety

The key comes into force, so it is not done unasked. In a script it is written as `--override-ini=NAME=VALUE`.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import IniValues, Override, PytestConfig, Source
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, RemoveWord, Replace, SetKey
from doctor.model.places import Word
from doctor.rules.cures import home, is_native, literal, may_edit
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(config: PytestConfig, ini: IniValues, one_word_overrides: tuple[Word, ...]) -> Iterator[Problem]:
    for override in config.overrides:
        if override.name != override.name.strip():
            yield problem(override, config).replace(fix=fix(override, config))
    for word in one_word_overrides:
        name, _, value = word.text.removeprefix("-o").partition("=")
        key = ini.get(name.strip())
        if key and key.known:  # ssh has an option -o, too
            given = Override(name, value, word.place, Source.COMMAND_LINE)
            yield problem(given, config).replace(fix=rewritten(word, name.strip(), value.strip()))


def rewritten(word: Word, name: str, value: str) -> Fix | None:
    """One item still, for it may be added to a list by itself."""
    place = word.place
    if not may_edit(place) or place.line != place.end_line or place.end_column - place.column != len(word.text) + 2:
        return None
    text = literal(f"--override-ini={name}={value}")
    return Fix(f"write {text}", (Replace(place, text),))


def problem(override: Override, config: PytestConfig) -> Problem:
    name = override.name.strip()
    told = config.version >= (9,)
    return Problem(
        place=override.place,
        message=f"the override sets the key {override.name!r} with its blank, and not '{name}'",
        label="the blank belongs to the name",
        consequence=f"PytestConfigWarning: Unknown config option: {override.name}; {name} keeps its value"
        if told
        else f"{name} keeps its value, without a word",
        help=f"write two words without other blanks: -o {name}={override.value.strip()} "
        f'(in a list: "-o", "{name}={override.value.strip()}")',
    )


def fix(override: Override, config: PytestConfig) -> Fix | None:
    """The key is set in the file: before pytest 9.1 an override in addopts has no effect."""
    where, name, value = home(config), override.name.strip(), override.value.strip()
    is_ours = override.source is Source.ADDOPTS and may_edit(override.place)
    if where is None or not is_ours or is_native(config) or config.setting(name):
        return None
    changes = (RemoveWord(override.place), SetKey(*where, name, value))
    return Fix(f"set {name} = {value} in {where[0]} in place of the override", changes)
