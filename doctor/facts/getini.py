"""`config.getini` of each version: a configuration option's value with the type that it is registered with.

Follows `Config._getini` of 7.4 to 9.2. Exceptions are those that pytest raises, with its words.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from doctor.facts.config_files import Version
from doctor.model.config import Argument, ConfigFile, Override, Setting, Source
from doctor.model.places import Place
from doctor.model.plugins import IniKey
from doctor.model.record import Record

TRUE = ("y", "yes", "t", "true", "on", "1")
FALSE = ("n", "no", "f", "false", "off", "0")
LISTS = ("paths", "pathlist", "args", "linelist")


class UsageError(Exception):
    """pytest's own UsageError."""


class Raw(Record):
    """A value before it is given its type. `origin` is "file", "override" or "environment"; `mode` "ini" or "toml"."""

    value: object
    origin: str
    mode: str
    place: Place
    setting: Setting | None = None


class Getini:
    """Answers `getini` for one resolved configuration.

    `values` are the keys of the winning file, `overrides` those of `-o`. `inipath` and `project` are absolute.
    """

    def __init__(
        self,
        version: Version,
        values: Mapping[str, Raw],
        overrides: Mapping[str, Raw],
        inipath: str | None,
        project: str,
    ) -> None:
        self.version = version
        self._values = values
        self._overrides = overrides
        self._inipath = inipath
        self._project = project

    @property
    def set_values(self) -> dict[str, Raw]:
        """Everything that is set, by file or override."""
        return {**self._values, **self._overrides}

    def raw(self, key: IniKey) -> Raw | None:
        """The value that wins: an override before the file, and within these the name before its aliases."""
        for layer in (self._overrides, self._values):
            for name in (key.name, *key.aliases):
                if name in layer:
                    return layer[name]
        return None

    def raw_of_file(self, key: IniKey) -> Raw | None:
        """The value in the configuration file, whatever `-o` says."""
        return self._values.get(key.name)

    def get(self, key: IniKey) -> object:
        """The value as `getini` returns it, paths as text. Raises what pytest raises."""
        raw = self.raw(key)
        if raw is None:
            return default_of(key)
        if self.version < (9, 2):
            return self._typed(key.name, key.type, raw)
        try:
            return self._union(key, raw)
        except (TypeError, ValueError) as error:
            raise UsageError(str(error)) from error

    def _union(self, key: IniKey, raw: Raw) -> object:
        members = members_of(key.type)
        if len(members) == 1:
            return self._member(key.name, members[0], raw)
        for member in members:
            try:
                return self._member(key.name, member, raw)
            except (TypeError, ValueError):
                continue
        raise TypeError(self._expects(key.name, f"one of {key.type}", raw.value))

    def _member(self, name: str, member: str | tuple[str, ...], raw: Raw) -> object:
        if isinstance(member, str):
            return self._typed(name, member, raw)
        if not isinstance(raw.value, str):
            raise TypeError(self._expects(name, "a string", raw.value))
        if raw.value not in member:
            choices = " | ".join(map(repr, member))
            raise ValueError(f"{self._inipath}: config option '{name}' expects one of {choices}, got {raw.value!r}")
        return raw.value

    def _typed(self, name: str, type: str, raw: Raw) -> object:
        if raw.mode == "toml":
            return self._from_toml(name, type, raw.value)
        return self._from_text(name, type, raw.value)

    def _from_text(self, name: str, type: str, value: Any) -> object:
        """A value of an INI file, of `-o` or of [tool.pytest.ini_options]: text, or a list."""
        if type in ("paths", "pathlist"):
            return self._paths(type, shlex.split(value) if isinstance(value, str) else value)
        if type == "args":
            return shlex.split(value) if isinstance(value, str) else value
        if type == "linelist":
            return [line for part in value.split("\n") if (line := part.strip())] if isinstance(value, str) else value
        if type == "bool":
            return _truth(str(value).strip())
        if type in ("int", "float"):
            return self._number(name, type, value)
        return value

    def _number(self, name: str, type: str, value: object) -> object:
        if self.version < (8, 4):
            raise ValueError(f"unknown configuration type: {type}", value)
        if not isinstance(value, str):
            what = (
                "int string for option {} of type integer"
                if type == "int"
                else "float string for option {} of type float"
            )
            article = "an" if type == "int" else "a"
            raise TypeError(f"Expected {article} {what.format(name)}, but got: {value!r}")
        return int(value) if type == "int" else float(value)

    def _from_toml(self, name: str, type: str, value: object) -> object:
        """A value of [tool.pytest] or pytest.toml: nothing is converted."""
        if type in LISTS:
            what = "a list for type 'paths'" if type == "paths" else f"a list for type '{type}'"
            items = self._texts(name, what, value)
            return self._paths(type, items) if type in ("paths", "pathlist") else items
        kinds: dict[str, tuple[tuple[type, ...], str]] = {  # type: ignore[valid-type]
            "bool": ((bool,), "a bool"),
            "int": ((int,), "an int"),
            "float": ((float, int), "a float"),
            "string": ((str,), "a string"),
        }
        kind, what = kinds.get(type, ((object,), ""))
        if not isinstance(value, kind) or (isinstance(value, bool) and type in ("int", "float")):
            raise TypeError(self._expects(name, what, value))
        return value

    def _texts(self, name: str, what: str, value: object) -> list[str]:
        if not isinstance(value, list):
            raise TypeError(self._expects(name, what, value))
        for index, item in enumerate(value):
            if not isinstance(item, str):
                kind = item.__class__.__name__
                raise TypeError(
                    f"{self._inipath}: config option '{name}' expects a list of strings, "
                    f"but item at index {index} is {kind}: {item!r}"
                )
        return list(value)

    def _expects(self, name: str, what: str, value: object) -> str:
        kind = value.__class__.__name__
        return f"{self._inipath}: config option '{name}' expects {what}, got {kind}: {value!r}"

    def _paths(self, type: str, items: Iterable[str]) -> list[str]:
        """Relative to the configuration file; without one, from 8.1, to the invocation directory."""
        if self._inipath is None and self.version < (8, 1):
            raise AssertionError
        folder = Path(self._inipath).parent if self._inipath else Path(self._project)
        return [str(folder / item) for item in items]


def _truth(text: str) -> bool:
    value = text.lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise ValueError(f"invalid truth value {value!r}")


def default_of(key: IniKey) -> object:
    """What `getini` returns for a key that is not set."""
    if key.has_default:
        return list(key.default) if isinstance(key.default, tuple) else key.default
    if key.type in LISTS:
        return []
    return {"bool": False, "int": 0, "float": 0.0}.get(key.type, "")


def members_of(type: str) -> list[str | tuple[str, ...]]:
    """The members of a type expression; choices that stand side by side are one member: "int | 'a' | 'b'"."""
    members: list[str | tuple[str, ...]] = []
    for part in type.split(" | "):
        if not part.startswith("'"):
            members.append(part)
        elif members and isinstance(members[-1], tuple):
            members[-1] = (*members[-1], part.strip("'"))
        else:
            members.append((part.strip("'"),))
    return members


def scalar(value: object) -> object:
    """What [tool.pytest.ini_options] makes of a value: lists stay, all else is text."""
    return value if isinstance(value, list) else str(value)


def file_values(file: ConfigFile) -> dict[str, Raw]:
    """The keys of the section that pytest reads."""
    return {
        setting.name: Raw(
            setting.value if file.mode == "toml" else scalar(setting.value), "file", file.mode, setting.place, setting
        )
        for setting in file.settings
    }


def override_values(overrides: Iterable[Override]) -> dict[str, Raw]:
    """The keys that `-o` sets, the last one winning."""
    return {
        override.name: Raw(
            override.value,
            "environment" if override.source is Source.ENVIRONMENT else "override",
            "ini",
            override.place,
        )
        for override in overrides
    }


def addopts_words(value: Iterable[object], raw: Raw | None) -> tuple[Argument, ...]:
    """The words of addopts with their places, as far as they are text."""
    texts = [text for text in value if isinstance(text, str)]
    items = raw.setting.items if raw and raw.setting else ()
    if len(items) != len(texts):
        place = raw.place if raw else Place("")
        return tuple(Argument(text, place, Source.ADDOPTS) for text in texts)
    return tuple(Argument(text, item.place, Source.ADDOPTS) for text, item in zip(texts, items, strict=True))
