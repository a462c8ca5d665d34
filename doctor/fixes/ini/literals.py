"""Values as they are written in an INI file."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from doctor.facts.ini import SPLIT_BY_SHELL
from doctor.fixes.ini.document import INDENT
from doctor.model.config import TomlValue


def written(key: str, value: TomlValue, separator: str, indent: str = INDENT) -> str:
    """The separator and the value as they stand behind the key."""
    items = listed(value)
    if items is None:
        lines = scalar(value).split("\n")
        return separator + f"\n{indent}".join(line.strip() for line in lines)
    if key in SPLIT_BY_SHELL:
        return separator + " ".join(quoted(key, item) for item in items)
    return separator.rstrip() + "".join(f"\n{indent}{item}" for item in items)


def listed(value: TomlValue) -> Sequence[TomlValue] | None:
    return value if isinstance(value, (list, tuple)) else None


def scalar(value: TomlValue) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def quoted(key: str, item: TomlValue) -> str:
    """The item as one word where pytest splits the value as a shell does."""
    word = scalar(item)
    if key not in SPLIT_BY_SHELL or shlex_safe(word):
        return word
    return shlex.quote(word) if '"' in word or "\\" in word else f'"{word}"'


def several(key: str, item: str) -> bool:
    """Is the item an option with its value, `-p timeout`, which are two words of `addopts`?"""
    return key == "addopts" and item.startswith("-") and any(char.isspace() for char in item)


def shlex_safe(word: str) -> bool:
    """Would a shell's rules leave the word as it is?"""
    try:
        return shlex.split(word) == [word]
    except ValueError:
        return False
