"""Text that knows where each character was written, and the words that a shell would split it into."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from doctor.model.places import Place, Word
from doctor.model.record import Record

WHITESPACE = " \t\r\n"


class Lines:
    """Offsets of a file's text as places. Lines end at LF, CRLF or CR, columns count characters, from 1."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self._starts = [0]
        position = 0
        for line in text.split("\n"):
            position += len(line) + 1
            self._starts.append(position)

    def place(self, start: int, end: int) -> Place:
        line, column = self.position(start)
        return Place(self.file, line, column, *self.position(end))

    def position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


class Run(Record):
    """Characters of a value that stand side by side in the file, or one character that is written as an escape."""

    index: int  # of the first character in the value
    start: int  # in the file
    length: int  # in the value
    width: int  # in the file


class LocatedText:
    """A value and where its characters stand in the file: `end` is behind the last one, also if there is none."""

    def __init__(self, text: str, runs: Iterable[Run], lines: Lines, end: int) -> None:
        self.text = text
        self._runs = sorted((run for run in runs if run.length), key=lambda run: run.index)
        self._indexes = [run.index for run in self._runs]
        self._lines = lines
        self._end = end

    def place(self, start: int, end: int) -> Place:
        """The place of `text[start:end]`; characters that are not written (joined lines) belong to what follows."""
        if start >= end or not self._runs:
            return self._lines.place(self._end, self._end)
        return self._lines.place(self._span(start)[0], self._span(end - 1)[1])

    def _span(self, index: int) -> tuple[int, int]:
        run = self._runs[max(bisect_right(self._indexes, index) - 1, 0)]
        if run.length != run.width:
            return run.start, run.start + run.width
        offset = run.start + min(index - run.index, run.length - 1)
        return offset, offset + 1

    def words(self) -> tuple[Word, ...]:
        """The words as `shlex.split` gives them. ValueError with its words for an unbalanced quote."""
        return tuple(Word(word, self.place(start, end)) for word, start, end in split_words(self.text))

    def lines(self) -> tuple[Word, ...]:
        """The lines that are not blank, stripped."""
        found, start = [], 0
        for line in self.text.split("\n"):
            stripped = line.strip()
            if stripped:
                begin = start + line.index(stripped)
                found.append(Word(stripped, self.place(begin, begin + len(stripped))))
            start += len(line) + 1
        return tuple(found)


def split_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Words of `shlex.split(text)`, each with the span that it was written in. ValueError as shlex raises it."""
    position = 0
    while True:
        while position < len(text) and text[position] in WHITESPACE:
            position += 1
        if position == len(text):
            return
        start = position
        word, position = _word(text, start)
        yield word, start, position


def _word(text: str, position: int) -> tuple[str, int]:
    parts = []
    while position < len(text) and (char := text[position]) not in WHITESPACE:
        if char == "\\":
            if position + 1 == len(text):
                raise ValueError("No escaped character")
            parts.append(text[position + 1])
            position += 2
        elif char in "'\"":
            part, position = _quoted(text, position)
            parts.append(part)
        else:
            parts.append(char)
            position += 1
    return "".join(parts), position


def _quoted(text: str, position: int) -> tuple[str, int]:
    quote, parts = text[position], []
    position += 1
    while position < len(text) and (char := text[position]) != quote:
        if char == "\\" and quote == '"':
            position += 1
            if position == len(text):
                raise ValueError("No escaped character")
            if text[position] not in '\\"':  # within double quotes a backslash escapes these two only
                parts.append("\\")
            char = text[position]
        parts.append(char)
        position += 1
    if position == len(text):
        raise ValueError("No closing quotation")
    return "".join(parts), position + 1
