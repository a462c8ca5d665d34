"""INI files changed key by key: text in, text out.

The lines are told apart as iniconfig does, which pytest reads them with, and only those change that a change names.
An editor that models the file as configparser does (ConfigUpdater) reads some of these files differently: comments
after a value, `[section] # comment`, a value below a comment.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence

from doctor.facts.ini import SPLIT_BY_SHELL, IniFile
from doctor.fixes.text import Span, UnresolvableError, applied, inserted_line, without_word
from doctor.model.config import TomlValue
from doctor.model.record import Record

COMMENTS = "#;"
INDENT = "    "


class Row(Record):
    """A line. `kind` is "blank", "comment", "section", "key" or "more" (a value goes on); `name` is of section or key.

    `value` is where the value's part of the line begins, `end` where it ends: offsets of the text.
    """

    kind: str
    start: int
    stop: int
    name: str = ""
    value: int = 0
    end: int = 0


class Key(Record):
    """A key with its rows, the last one being the last that holds a part of the value."""

    name: str
    first: int
    last: int


class Block(Record):
    """A section: the row of its header, the row behind its last one, its keys."""

    name: str
    header: int
    stop: int
    keys: tuple[Key, ...]

    def get(self, name: str) -> Key | None:
        return next((key for key in self.keys if key.name == name), None)


class Ini:
    """A text that iniconfig accepts, as rows and blocks. UnresolvableError for one that it does not."""

    def __init__(self, text: str) -> None:
        values(text)
        self.text = text
        self.rows = rows(text)
        self.blocks = blocks(self.rows)

    def block(self, name: str) -> Block | None:
        return next((block for block in self.blocks if block.name == name), None)

    def key_at(self, offset: int) -> tuple[Block, Key]:
        """The key in whose value or name the offset lies."""
        for block in self.blocks:
            for key in block.keys:
                if self.rows[key.first].start <= offset <= self.rows[key.last].end:
                    return block, key
        raise UnresolvableError("no key is written there any more")

    def parts(self, key: Key) -> list[Row]:
        """The rows that hold a part of the value."""
        return [
            row for row in self.rows[key.first : key.last + 1] if row.kind in ("key", "more") and row.value < row.end
        ]

    def cut(self, first: int, stop: int) -> Span:
        """These rows go."""
        start, end = self.rows[first].start, self.rows[stop - 1].stop
        if end == len(self.text) and not self.text.endswith("\n"):
            start = max(start - 1, 0)
        return Span(start, end, "")


def values(text: str) -> Mapping[tuple[str, str], TomlValue]:
    """What iniconfig reads: (section, key) → value; (section, "") for the section itself. UnresolvableError."""
    from iniconfig import IniConfig, ParseError

    try:
        sections = IniConfig("", data=text).sections
    except ParseError as error:
        raise UnresolvableError(f"the file is no INI file: {error.msg}, line {error.lineno + 1}") from None
    found: dict[tuple[str, str], TomlValue] = {}
    for section, keys in sections.items():
        found[section, ""] = True
        found |= {(section, key): value for key, value in keys.items()}
    return found


def rows(text: str) -> list[Row]:
    """The lines, told apart as iniconfig does."""
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        found.append(row(line, start))
        start += len(line)
    return found


def row(line: str, start: int) -> Row:
    """One line at this offset."""
    stop, end = start + len(line), start + len(line.rstrip())
    bare = line.strip()
    if not bare:
        return Row("blank", start, stop)
    if bare[0] in COMMENTS:
        return Row("comment", start, stop)
    header = bare
    for char in COMMENTS:
        header = header.split(char)[0].rstrip()
    if line[0] == "[" and header.endswith("]"):
        return Row("section", start, stop, header[1:-1], start + 1, start + len(header) - 1)
    if line[0].isspace() or line[0] == "[":
        return Row("more", start, stop, "", start + len(line) - len(line.lstrip()), end)
    key_end, value = IniFile._split(line)
    return Row("key", start, stop, line[:key_end], min(start + value, end), end)


def blocks(all_rows: Sequence[Row]) -> list[Block]:
    """The sections with their keys."""
    headers = [index for index, each in enumerate(all_rows) if each.kind == "section"]
    found = []
    for header, stop in zip(headers, [*headers[1:], len(all_rows)], strict=False):
        keys: list[Key] = []
        for index in range(header + 1, stop):
            if all_rows[index].kind == "key":
                keys.append(Key(all_rows[index].name, index, index))
            elif all_rows[index].kind == "more":
                keys[-1] = keys[-1].replace(last=index)
        found.append(Block(all_rows[header].name, header, stop, tuple(keys)))
    return found


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


def separator(ini: Ini, block: Block) -> str:
    """What stands between key and value, as in the section's other keys."""
    found = {ini.text[row.start + len(row.name) : row.value] for key in block.keys for row in [ini.rows[key.first]]}
    return "=" if found == {"="} else ": " if found == {": "} else " = "


def leading(text: str, row: Row) -> str:
    """The blanks before the row's text."""
    line = text[row.start : row.stop]
    return line[: len(line) - len(line.lstrip())] or INDENT


def add_item(text: str, section: str, key: str, item: str) -> str:
    """One more word or line at the end of the value; the key is made where it is missing."""
    ini = Ini(text)
    block = ini.block(section)
    found = block.get(key) if block else None
    if found is None:
        return set_key(text, section, key, item if several(key, item) else (item,))
    last, word = ini.rows[found.last], item if several(key, item) else quoted(key, item)
    if found.last > found.first:
        return applied(text, [Span(last.end, last.end, f"\n{leading(text, last)}{word}")])
    if key in SPLIT_BY_SHELL:
        gap = "" if text[last.end - 1].isspace() else " "
        return applied(text, [Span(last.end, last.end, gap + word)])
    return applied(text, [Span(last.end, last.end, f"\n{INDENT}{word}")])


def remove_key(text: str, section: str, key: str) -> str:
    """The key goes with its value and the comments directly above it."""
    ini = Ini(text)
    _, found = the_key(ini, section, key)
    return applied(text, [cut_key(ini, found)])


def cut_key(ini: Ini, key: Key) -> Span:
    return ini.cut(above(ini.rows, key.first), key.last + 1)


def the_key(ini: Ini, section: str, key: str) -> tuple[Block, Key]:
    block = the_block(ini, section)
    found = block.get(key)
    if found is None:
        raise UnresolvableError(f"[{section}] has no key {key}")
    return block, found


def the_block(ini: Ini, section: str) -> Block:
    block = ini.block(section)
    if block is None:
        raise UnresolvableError(f"there is no [{section}]")
    return block


def above(all_rows: Sequence[Row], row: int) -> int:
    """The first row of the comments that stand directly above this row, else the row itself."""
    while row and all_rows[row - 1].kind == "comment":
        row -= 1
    return row


def rename_key(text: str, section: str, key: str, name: str) -> str:
    """The key gets another name."""
    ini = Ini(text)
    block, found = the_key(ini, section, key)
    if block.get(name):
        raise UnresolvableError(f"[{section}] has a key {name} already")
    start = ini.rows[found.first].start
    return applied(text, [Span(start, start + len(key), name)])


def rename_section(text: str, section: str, name: str) -> str:
    """The section gets another name; where one of that name is there, the keys are moved into it."""
    ini = Ini(text)
    block, other = the_block(ini, section), ini.block(name)
    if other is None:
        header = ini.rows[block.header]
        return applied(text, [Span(header.value, header.end, name)])
    if twice := sorted({key.name for key in block.keys} & {key.name for key in other.keys}):
        raise UnresolvableError(f"[{section}] and [{name}] both set {', '.join(twice)}: choose by hand")
    stop = max([block.header, *(key.last for key in block.keys)]) + 1
    moved = text[ini.rows[block.header].stop : ini.rows[stop - 1].stop].strip("\n")
    last = max([other.header, *(key.last for key in other.keys)])
    spans = [cut_block(ini, block)]
    if moved:
        spans.append(inserted_line(text, ini.rows[last].stop, moved))
    return applied(text, spans)


def remove_section(text: str, section: str) -> str:
    """The section goes with its keys; "" when nothing but blanks and comments is left."""
    ini = Ini(text)
    left = applied(text, [cut_block(ini, the_block(ini, section))])
    return left if values(left) else ""


def cut_block(ini: Ini, block: Block) -> Span:
    """The section goes, with the comments directly above it; those above the next section stay."""
    stop = above(ini.rows, block.stop) if block.stop < len(ini.rows) else block.stop
    first = above(ini.rows, block.header)
    if stop == len(ini.rows):
        while first and ini.rows[first - 1].kind == "blank":
            first -= 1
    return ini.cut(first, max(stop, block.header + 1))


def remove_words(text: str, start: int, end: int) -> tuple[str, set[tuple[str, str]]]:
    """The words within the span go; a value that becomes empty goes with its key. Also says which key that was."""
    ini = Ini(text)
    block, key = ini.key_at(start)
    parts = ini.parts(key)
    hit = [part for part in parts if part.value < end and start < part.end]
    touched = {(block.name, key.name)}
    emptied = [part for part in hit if start <= part.value and not text[end : part.end].strip()]
    if not hit:
        raise UnresolvableError("no word is written there any more")
    if len(emptied) == len(parts):
        return applied(text, [cut_key(ini, key)]), touched
    return applied(text, [without_part(ini, part, start, end, part in emptied) for part in hit]), touched


def without_part(ini: Ini, part: Row, start: int, end: int, emptied: bool) -> Span:
    """What of one row goes: the row, the value behind its key, or some words."""
    if emptied and part.kind == "more":
        row = ini.rows.index(part)
        is_last = row + 1 == len(ini.rows) or ini.rows[row + 1].kind != "more"
        return ini.cut(above(ini.rows, row) if is_last else row, row + 1)  # comments above it speak of it alone
    if emptied:
        head = ini.text[part.start : part.value].rstrip(" \t")
        return Span(part.start + len(head), part.end, "")
    start, end = max(start, part.value), min(end, part.end)
    if start == part.value:  # the first words: the blanks behind them go, not those before them
        rest = ini.text[end : part.end]
        return Span(start, part.end - len(rest.lstrip(" \t")), "")
    return without_word(ini.text, start, end)
