"""An INI file as rows, sections and keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from doctor.facts.ini import IniFile
from doctor.fixes.text import Span, UnresolvableError
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


def leading(text: str, row: Row) -> str:
    """The blanks before the row's text."""
    line = text[row.start : row.stop]
    return line[: len(line) - len(line.lstrip())] or INDENT
