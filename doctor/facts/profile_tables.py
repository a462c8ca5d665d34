"""The tables of a profile, checked: whoever writes one by hand is told what is wrong with it, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from doctor.errors import UsageError
from doctor.model.profiles import Block, Number, Value
from doctor.model.record import Record

LONGEST = 2_000  # characters of a text
MOST = 200  # entries of a table, items of a list
OPTION = re.compile(r"--?[A-Za-z][A-Za-z0-9-]{0,60}")
KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,80}")
BLOCKED = re.compile(r"[A-Za-z0-9_.-]{1,80}")
VALUE_KEYS = ("value", "reason", "when", "needs", "otherwise", "insists", "first")
BLOCK_KEYS = ("distribution", "reason", "when")
WORDS = {str: "text", bool: "true or false", dict: "a table"}


class Table(Record):
    """A profile as it is written; `place` says where."""

    name: str
    place: str
    data: Mapping[str, Any]


def check_keys(place: str, data: Mapping[str, Any], known: Iterable[str]) -> None:
    """UsageError for a key that is none of ours."""
    for key in data:
        if key not in known:
            raise UsageError(f"{place}: there is no key {key!r}; it knows {', '.join(known)}")


def text(table: Table, data: Mapping[str, Any], key: str, place: str, most: int = LONGEST) -> str:
    """The text under a key, "" if it is not there."""
    value = data.get(key, "")
    if not isinstance(value, str) or len(value) > most or "\0" in value:
        raise UsageError(f"{place}: {key} must be text of at most {most} characters, not {_shown(value)}")
    return value


def numbers(table: Table) -> dict[str, Number]:
    found = {}
    for name, value in _entries(table, "numbers"):
        if not KEY.fullmatch(name) or not isinstance(value, (bool, int, float, str)) or len(str(value)) > 200:
            raise UsageError(f"{table.place}: numbers.{name} must be a number, true or false, or a short text")
        found[name] = value
    return found


def values(table: Table, group: str) -> Iterator[Value]:
    """The entries of `[options]` or `[keys]`."""
    pattern = OPTION if group == "options" else KEY
    for name, data in _entries(table, group):
        place = f"{table.place}: {group}.{name!r}" if group == "options" else f"{table.place}: {group}.{name}"
        if not pattern.fullmatch(name) or name == "addopts":
            cure = "options go one by one into [options]" if name == "addopts" else "one name, without a value"
            raise UsageError(f"{place} is no name for one of the {group}: {cure}")
        data = _table(place, data)
        check_keys(place, data, VALUE_KEYS)
        yield Value(
            name=name,
            value=_value(place, data.get("value", True)),
            place=place,
            reason=text(table, data, "reason", place),
            when=_condition(place, data),
            needs=_texts(place, data, "needs"),
            otherwise=text(table, data, "otherwise", place),
            insists=flag(place, data, "insists"),
            first=flag(place, data, "first"),
        )


def blocks(table: Table) -> tuple[Block, ...]:
    """The entries of `[blocks]`."""
    found = []
    for name, data in _entries(table, "blocks"):
        place = f"{table.place}: blocks.{name}"
        if not BLOCKED.fullmatch(name):
            raise UsageError(f"{place} is no name of a plugin")
        data = _table(place, data)
        check_keys(place, data, BLOCK_KEYS)
        distribution = text(table, data, "distribution", place)
        if not distribution:
            raise UsageError(f"{place}: say whose plugin it is: distribution = 'pytest-{name}'")
        reason = text(table, data, "reason", place)
        found.append(Block(name, distribution, place, reason, _condition(place, data)))
    return tuple(found)


def _entries(table: Table, group: str) -> list[tuple[str, Any]]:
    data = _table(f"{table.place}: {group}", table.data.get(group, {}))
    if len(data) > MOST:
        raise UsageError(f"{table.place}: [{group}] has {len(data)} entries, but {MOST} are the most")
    return list(data.items())


def _table(place: str, data: Any) -> Mapping[str, Any]:
    if not isinstance(data, dict):
        raise UsageError(f"{place} must be a table, not {_shown(data)}")
    return data


def _value(place: str, value: Any) -> Any:
    """A value as it may be written: lists become tuples."""
    if isinstance(value, list) and len(value) <= MOST and all(isinstance(item, str) for item in value):
        value = tuple(value)
    parts = value if isinstance(value, tuple) else (value,)
    fits = all(
        isinstance(part, (bool, int, float)) or (isinstance(part, str) and len(part) < LONGEST) for part in parts
    )
    if not fits or any("\n" in part or "\0" in part for part in parts if isinstance(part, str)):
        raise UsageError(
            f"{place}: value must be a line of text, a number, true or false, or a list of at most {MOST} lines"
        )
    return value


def _condition(place: str, data: Mapping[str, Any]) -> str | bool:
    when = data.get("when", True)
    if not isinstance(when, bool) and not (isinstance(when, str) and len(when) < LONGEST):
        raise UsageError(f"{place}: when must be true, false or an expression, not {_shown(when)}")
    return when


def _texts(place: str, data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = data.get(key, [])
    found = [value] if isinstance(value, str) else value
    if not isinstance(found, list) or len(found) > 20 or not all(isinstance(item, str) for item in found):
        raise UsageError(f"{place}: {key} must be a text or a list of texts, not {_shown(value)}")
    return tuple(found)


def flag(place: str, data: Mapping[str, Any], key: str) -> bool:
    value = data.get(key, False)
    if not isinstance(value, bool):
        raise UsageError(f"{place}: {key} must be true or false, not {_shown(value)}")
    return value


def _shown(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) < 60 else f"{shown[:60]}…"
