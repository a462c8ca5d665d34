"""Where keys, values and list items stand in a TOML text that tomllib has accepted.

The scanner knows just enough of TOML to find its way: it trusts the text to be valid.
"""

from __future__ import annotations

from doctor.facts.words import Run
from doctor.model.record import Record

Path = tuple[str, ...]
BLANK = " \t"
BLANK_LINES = " \t\n"
SCALAR_END = ",]}#\n"
ESCAPE_WIDTHS = {"u": 6, "U": 10, "x": 4}


class Entry(Record):
    """A table header or a key with its value. Offsets; `value_start` is -1 for a header."""

    path: Path
    start: int
    end: int
    value_start: int = -1
    value_end: int = -1
    items: tuple[tuple[int, int], ...] = ()


class Scanner:
    """Scans the whole text once; `entries` are in the order of the file."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.entries: list[Entry] = []
        self._table: Path = ()
        position = self._skip(0, BLANK_LINES)
        while position < len(text):
            position = self._statement(position)
            position = self._skip(position, BLANK_LINES)

    def _statement(self, position: int) -> int:
        if self.text[position] == "[":
            return self._header(position)
        return self._pair(position, self._table)

    def _header(self, start: int) -> int:
        brackets = 2 if self.text[start + 1] == "[" else 1
        path, position, _ = self._key(start + brackets)
        end = position + brackets
        self._table = path
        self.entries.append(Entry(path, start, end))
        return end

    def _pair(self, start: int, table: Path) -> int:
        keys, position, key_end = self._key(start)
        path = table + keys
        value_start = self._blank(position + 1)
        at = len(self.entries)
        value_end, items = self._value(value_start, path)
        self.entries.insert(at, Entry(path, start, key_end, value_start, value_end, tuple(items)))
        return value_end

    def _key(self, position: int) -> tuple[Path, int, int]:
        """The parts of a dotted key, the offset of what follows it, and the offset where its last part ends."""
        parts = []
        while True:
            position = self._blank(position)
            if self.text[position] in "'\"":
                end = self._string(position)
                parts.append(string_value(self.text, position, end))
            else:
                end = position
                while self.text[end] not in ".=] \t":
                    end += 1
                parts.append(self.text[position:end])
            position = self._blank(end)
            if self.text[position] != ".":
                return tuple(parts), position, end
            position += 1

    def _value(self, position: int, path: Path) -> tuple[int, list[tuple[int, int]]]:
        char = self.text[position]
        if char in "'\"":
            return self._string(position), []
        if char == "[":
            return self._array(position + 1, path)
        if char == "{":
            return self._inline_table(position + 1, path), []
        end = position
        while end < len(self.text) and self.text[end] not in SCALAR_END:
            end += 1
        return position + len(self.text[position:end].rstrip()), []

    def _array(self, position: int, path: Path) -> tuple[int, list[tuple[int, int]]]:
        items = []
        position = self._skip(position, BLANK_LINES)
        while self.text[position] != "]":
            end, _ = self._value(position, (*path, ""))  # tables in lists are no settings: no key is named ""
            items.append((position, end))
            position = self._skip(end, BLANK_LINES)
            if self.text[position] == ",":
                position = self._skip(position + 1, BLANK_LINES)
        return position + 1, items

    def _inline_table(self, position: int, path: Path) -> int:
        position = self._skip(position, BLANK_LINES)
        while self.text[position] != "}":
            position = self._skip(self._pair(position, path), BLANK_LINES)
            if self.text[position] == ",":
                position = self._skip(position + 1, BLANK_LINES)
        return position + 1

    def _blank(self, position: int) -> int:
        while self.text[position] in BLANK:
            position += 1
        return position

    def _skip(self, position: int, blank: str) -> int:
        """Behind blanks, line ends and comments."""
        text = self.text
        while position < len(text) and ((char := text[position]) in blank or char == "#"):
            if char == "#":
                end = text.find("\n", position)
                position = len(text) if end < 0 else end
            else:
                position += 1
        return position

    def _string(self, start: int) -> int:
        """The offset behind the string that begins here."""
        text, quote = self.text, self.text[start]
        delimiter = quote * 3 if text.startswith(quote * 3, start) else quote
        position = start + len(delimiter)
        while True:
            end = text.index(delimiter, position)
            escape = text.find("\\", position, end) if quote == '"' else -1
            if escape < 0:
                break
            position = escape + 2
        end += len(delimiter)
        if len(delimiter) == 3:  # up to two quotes may stand before the closing three
            for _ in range(2):
                end += text.startswith(quote, end)
        return end


def string_runs(text: str, start: int, end: int) -> list[Run]:
    """Where the characters of the string literal `text[start:end]` stand."""
    quote = text[start]
    multiline = text.startswith(quote * 3, start)
    position, end = (start + 3, end - 3) if multiline else (start + 1, end - 1)
    if multiline and text[position] == "\n":
        position += 1
    if quote == "'":
        return [Run(0, position, end - position, end - position)]
    runs, index = [], 0
    while position < end:
        escape = text.find("\\", position, end)
        plain = (end if escape < 0 else escape) - position
        runs.append(Run(index, position, plain, plain))
        index, position = index + plain, position + plain
        if escape >= 0:
            if text[escape + 1] in BLANK_LINES:  # a line that goes on in the next one: nothing is written
                position = escape + 1 + len(text[escape + 1 : end]) - len(text[escape + 1 : end].lstrip(BLANK_LINES))
            else:
                width = ESCAPE_WIDTHS.get(text[escape + 1], 2)
                runs.append(Run(index, escape, 1, width))
                index, position = index + 1, escape + width
    return runs


def string_value(text: str, start: int, end: int) -> str:
    """The value of a quoted key."""
    if text[start] == "'":
        return text[start + 1 : end - 1]
    return "".join(
        _unescaped(text[run.start : run.start + run.width])
        if run.length != run.width
        else text[run.start : run.start + run.length]
        for run in string_runs(text, start, end)
    )


def _unescaped(escape: str) -> str:
    if escape[1] in ESCAPE_WIDTHS:
        return chr(int(escape[2:], 16))
    return {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}.get(escape[1], escape[1])
