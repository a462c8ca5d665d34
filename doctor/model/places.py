"""Where something was written."""

from __future__ import annotations

from doctor.model.record import Record, values

ENVIRONMENT = "<environment>"
COMMAND_LINE = "<command line>"


class Place(Record):
    """A span of text.

    `file` is relative to the project with `/` (it may begin with `../`), or ENVIRONMENT or COMMAND_LINE.
    Lines and columns count from 1, columns in characters; `end_column` is the one behind the last character.
    Line 0 means that no line is at fault.
    """

    file: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)

    def __lt__(self, other: Place) -> bool:
        return values(self) < values(other)

    @property
    def is_file(self) -> bool:
        return not self.file.startswith("<")


class Word(Record):
    """One word of text that stands somewhere: an item of a list, a word of `addopts`, a name in a sentence."""

    text: str
    place: Place

    def __str__(self) -> str:
        return self.text
