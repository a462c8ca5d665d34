"""Keys of a TOML file set, renamed and removed: text in, text out."""

from __future__ import annotations

from typing import Any

from doctor.facts.toml_scanner import Entry, Path
from doctor.fixes.text import Span, UnresolvableError, applied, behind_line, inserted_line, line_of
from doctor.fixes.toml.document import Toml, above, path_of
from doctor.fixes.toml.literals import INDENT, bare, rendered
from doctor.model.config import TomlValue


def set_key(text: str, section: str, key: str, value: TomlValue) -> str:
    """The key gets the value; key and table are made where they are missing."""
    toml, path = Toml(text), path_of(section)
    found, table = toml.pair((*path, key)), toml.table(path)
    if found:
        old = text[found.value_start : found.value_end]
        indent = item_indent(text, found)
        return applied(text, [Span(found.value_start, found.value_end, rendered(value, indent, "\n" in old))])
    line = f"{bare(key)} = {rendered(value)}"
    if table or not path:
        return applied(text, [new_pair(toml, table, line)])
    if any(each.path[: len(path)] == path and each.value_start >= 0 for each in toml.entries) or shut(toml, path):
        return set_by_tomlkit(text, path, key, value)
    head = f"{text}\n" if text and not text.endswith("\n") else text
    gap = "" if not text.strip() or head.endswith("\n\n") else "\n"
    return f"{head}{gap}[{section}]\n{line}\n"


def shut(toml: Toml, path: Path) -> bool:
    """Is a table above this one written inline or as a dotted key, so that no header may add to it?"""
    dotted = {each.path[:length] for each in toml.entries if each.value_start >= 0 for length in range(len(each.path))}
    headers = {each.path[:length] for each in toml.entries if each.value_start < 0 for length in range(9)}
    closed = {each.path for each in toml.entries if each.value_start >= 0} | (dotted - headers)
    return any(path[:length] in closed for length in range(1, len(path) + 1))


def new_pair(toml: Toml, table: Entry | None, line: str) -> Span:
    """A pair of its own at the end of the table."""
    pairs = toml.within(table)
    if pairs:
        return inserted_line(toml.text, behind_line(toml.text, max(each.value_end for each in pairs)), line)
    if table:
        return inserted_line(toml.text, behind_line(toml.text, table.end), line)
    first = above(toml.text, toml.entries[0].start) if toml.entries else len(toml.text)
    return Span(first, first, f"{line}\n\n") if toml.entries else inserted_line(toml.text, first, line)


def item_indent(text: str, pair: Entry) -> str:
    """The blanks before the list's items where they stand one a line."""
    for start, _ in pair.items:
        before = text[line_of(text, start)[0] : start]
        if not before.strip() and before:
            return before
    return INDENT


def set_by_tomlkit(text: str, path: Path, key: str, value: TomlValue) -> str:
    """The same for inline tables and dotted keys."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        found = tomlkit.parse(text)
        table: Any = found
        for part in path:
            table = table.setdefault(part, tomlkit.table())
        table[key] = list(value) if isinstance(value, tuple) else value
        return tomlkit.dumps(found)
    except (TOMLKitError, AttributeError, TypeError, KeyError, ValueError) as error:
        raise UnresolvableError(f"{'.'.join(path)} is no table: {error}") from None


def the_pair(toml: Toml, section: str, key: str) -> Entry:
    found = toml.pair((*path_of(section), key))
    if found is None:
        raise UnresolvableError(f"[{section}] has no key {key}")
    return found


def remove_key(text: str, section: str, key: str) -> str:
    """The key goes with its value and the comments directly above it."""
    toml = Toml(text)
    return without_pair(toml, the_pair(toml, section, key))


def without_pair(toml: Toml, pair: Entry) -> str:
    if toml.is_plain(pair):
        return applied(toml.text, [toml.cut(pair.start, pair.value_end)])
    import tomlkit

    found = tomlkit.parse(toml.text)
    table: Any = found
    for part in pair.path[:-1]:
        table = table[part]
    del table[pair.path[-1]]
    return tomlkit.dumps(found)


def rename_key(text: str, section: str, key: str, name: str) -> str:
    """The key gets another name."""
    toml, path = Toml(text), path_of(section)
    pair = the_pair(toml, section, key)
    if toml.pair((*path, name)):
        raise UnresolvableError(f"[{section}] has a key {name} already")
    written = text[pair.start : pair.end].rstrip()
    tail = next((form for form in (key, f'"{key}"', f"'{key}'") if written.endswith(form)), None)
    if tail is None:
        raise UnresolvableError(f"{key} is written with escapes: rename it by hand")
    end = pair.start + len(written)
    return applied(text, [Span(end - len(tail), end, bare(name))])
