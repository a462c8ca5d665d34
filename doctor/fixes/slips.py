"""Configuration files that do not parse, mended by their lines: no editor can read them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from doctor.fixes.text import Span, UnresolvableError, line_starts
from doctor.fixes.toml.literals import scalar
from doctor.model.rewrites import JoinKeys, JoinTables, WriteToml

PAIR = re.compile(r"(\s*([\w.\-]+)\s*[=:])[ \t]*(.*)")


def join_keys(change: JoinKeys, text: str) -> Iterator[Span]:
    """The second one of two keys goes; its lines come behind those of the first one."""
    rows, starts = text.split("\n"), [*line_starts(text), len(text) + 1]
    second = change.place.line - 1
    first = next((at for at in range(second - 1, -1, -1) if _key(rows[at]) == change.key), None)
    if first is None or _key(rows[second]) != change.key:
        raise UnresolvableError(f"'{change.key}' is not there twice")
    end, behind = _end(rows, second), _end(rows, first)
    if change.keep_last:
        yield Span(starts[first], starts[behind], "")
        return
    there = {row.strip() for row in _values(rows, first, behind)}
    more = [row.strip() for row in _values(rows, second, end) if row.strip() and row.strip() not in there]
    at = starts[behind] - 1
    yield Span(at, at, "".join(f"\n    {row}" for row in more))
    last = starts[end] if end < len(rows) else len(text)
    yield Span(starts[second] - (end == len(rows)), last, "")


def _key(row: str) -> str:
    found = PAIR.match(row)
    return found[2] if found and not row[:1].isspace() else ""


def _end(rows: Sequence[str], at: int) -> int:
    """Behind the lines of the value."""
    end = at + 1
    while end < len(rows) and rows[end][:1] in (" ", "\t") and rows[end].strip():
        end += 1
    return end


def _values(rows: Sequence[str], at: int, end: int) -> list[str]:
    found = PAIR.match(rows[at])
    return [found[3] if found else "", *rows[at + 1 : end]]


def join_tables(change: JoinTables, text: str) -> Iterator[Span]:
    """What stands below the second header of a table comes behind what stands below the first."""
    rows, starts = text.split("\n"), [*line_starts(text), len(text) + 1]
    header, second = rows[change.place.line - 1].partition("#")[0].strip(), change.place.line - 1
    first = next((at for at in range(second) if rows[at].partition("#")[0].strip() == header), None)
    if first is None or not header.startswith("["):
        raise UnresolvableError("the table is not there twice")
    end = next((at for at in range(second + 1, len(rows)) if rows[at].startswith("[")), len(rows))
    behind = next(at for at in range(first + 1, second + 1) if rows[at].startswith("["))
    while behind > first + 1 and not rows[behind - 1].strip():
        behind -= 1
    body = "\n".join(rows[second + 1 : end]).strip("\n")
    yield Span(starts[behind], starts[behind], f"{body}\n" if body else "")
    last = starts[end] if end < len(rows) else len(text)
    yield Span(starts[second], last, "")


def write_toml(change: WriteToml, text: str) -> Iterator[Span]:
    """One value as TOML wants it."""
    rows, starts = text.split("\n"), [*line_starts(text), len(text) + 1]
    at = change.place.line - 1
    found = PAIR.match(rows[at])
    if found is None:
        raise UnresolvableError("no key stands there")
    value, blank, comment = _without_comment(found[3])
    end = at + 1
    if value:
        new = quoted(value)
    else:
        end = _end(rows, at)
        new = "[\n" + "".join(f"    {_item(row.strip())}\n" for row in rows[at + 1 : end]) + "]"
    yield Span(starts[at], starts[end] - 1, f"{found[1]} {new}{blank}{comment}")


def _item(row: str) -> str:
    """A line of a list as an item of it; a comment stays one."""
    value, blank, comment = _without_comment(row) if row[0] != "#" else ("", "", row)
    return f"{quoted(value)},{blank}{comment}" if value else comment


def _without_comment(value: str) -> tuple[str, str, str]:
    """The value, the blanks behind it, and the comment."""
    found = re.fullmatch(r"(.*?)(\s*)(\s#.*)?", value)
    return (found[1], found[2], found[3] or "") if found else (value, "", "")


def quoted(value: str) -> str:
    """A bare word of an INI file, or a flag of Python, in TOML."""
    if value in ("True", "False"):
        return value.lower()
    quote = value[0] if value[0] in "\"'" else ""
    return scalar(value[1:] if quote and value.count(quote) == 1 else value)
