"""Keys of INI files: set, renamed, taken away."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from doctor.facts.ini import SPLIT_BY_SHELL
from doctor.fixes.ini.document import INDENT, Block, Ini, Key, above, leading, the_key
from doctor.fixes.ini.literals import listed, quoted, written
from doctor.fixes.text import Span, UnresolvableError, applied, inserted_line
from doctor.model.config import TomlValue


def set_key(text: str, section: str, key: str, value: TomlValue) -> str:
    """The key gets the value; key and section are made where they are missing."""
    ini = Ini(text)
    block = ini.block(section)
    if block is None:
        gap = "" if not text.strip() or text.endswith("\n\n") else "\n"
        head = f"{text}\n" if text and not text.endswith("\n") else text
        return f"{head}{gap}[{section}]\n{key}{written(key, value, ' = ')}\n"
    found = block.get(key)
    if found is None:
        last = max([block.header, *(each.last for each in block.keys)])
        line = f"{key}{written(key, value, separator(ini, block))}"
        return applied(text, [inserted_line(text, ini.rows[last].stop, line)])
    return applied(text, [replaced_value(ini, found, value)])


def replaced_value(ini: Ini, key: Key, value: TomlValue) -> Span:
    """The key's value becomes another one; items of a list stay one a line where they stood so."""
    first, last = ini.rows[key.first], ini.rows[key.last]
    head = ini.text[first.start + len(first.name) : first.value].rstrip(" \t")
    below = key.last > key.first
    indent = leading(ini.text, last) if below else INDENT
    items = listed(value)
    if items is not None and (added := put_before(ini, key, items)):
        words = [quoted(key.name, item) for item in added]
        if ini.parts(key)[0].kind == "key":
            return Span(first.value, first.value, f"{' '.join(words)} ")
        at = first.start + len(first.name) + len(head)
        return Span(at, at, "".join(f"\n{indent}{word}" for word in words))
    if items is not None and (below or key.name not in SPLIT_BY_SHELL):
        text = "".join(f"\n{indent}{quoted(key.name, item)}" for item in items)
    else:
        text = written(key.name, value, " ", indent)
    return Span(first.start + len(first.name) + len(head), last.end, text)


def put_before(ini: Ini, key: Key, items: Sequence[TomlValue]) -> Sequence[TomlValue]:
    """The words that come before those that stand there, which stay with their comments; none if others change."""
    if key.name not in SPLIT_BY_SHELL or not (parts := ini.parts(key)):
        return ()
    try:
        there = [word for part in parts for word in shlex.split(ini.text[part.value : part.end], comments=True)]
    except ValueError:
        return ()
    return items[: -len(there)] if list(items[-len(there) :]) == there else ()


def separator(ini: Ini, block: Block) -> str:
    """What stands between key and value, as in the section's other keys."""
    found = {ini.text[row.start + len(row.name) : row.value] for key in block.keys for row in [ini.rows[key.first]]}
    return "=" if found == {"="} else ": " if found == {": "} else " = "


def remove_key(text: str, section: str, key: str) -> str:
    """The key goes with its value and the comments directly above it."""
    ini = Ini(text)
    _, found = the_key(ini, section, key)
    return applied(text, [cut_key(ini, found)])


def cut_key(ini: Ini, key: Key) -> Span:
    return ini.cut(above(ini.rows, key.first), key.last + 1)


def rename_key(text: str, section: str, key: str, name: str) -> str:
    """The key gets another name."""
    ini = Ini(text)
    block, found = the_key(ini, section, key)
    if block.get(name):
        raise UnresolvableError(f"[{section}] has a key {name} already")
    start = ini.rows[found.first].start
    return applied(text, [Span(start, start + len(key), name)])
