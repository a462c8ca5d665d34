"""What would mend a problem, as data: rules say it, `doctor/fixes` does it.

A fix is a titled list of changes. A change names what a person would say ("this word goes", "this key gets that
value"); `doctor/fixes` works out of the file's text which characters that is, so that comments, order, quoting and
line ends stay.
"""

from __future__ import annotations

from doctor.model.config import TomlValue
from doctor.model.places import Place
from doctor.model.record import Record
from doctor.model.rewrites import Rewrite


class Replace(Record):
    """The text of the span becomes `text`. A span without length inserts."""

    place: Place
    text: str

    @property
    def file(self) -> str:
        return self.place.file


class RemoveWord(Record):
    """Words of an ini value, or items of a TOML list, go: with the space, comma or line that was there for them alone.

    The span may cover several neighbours: the two words of `-p no:asyncio`, the two items of `["-p", "no:asyncio"]`.
    A value that becomes empty goes with its key.
    """

    place: Place

    @property
    def file(self) -> str:
        return self.place.file


class RemoveLines(Record):
    """The lines from `place.line` to `place.end_line` go: a statement, a decorator. A block that becomes empty
    gets `pass`."""

    place: Place

    @property
    def file(self) -> str:
        return self.place.file


class RemoveIgnore(Record):
    """A rule goes from a comment `# pytest-doctor: ignore[…]`, which stands at the place; the last one with the
    comment."""

    place: Place
    rule: str

    @property
    def file(self) -> str:
        return self.place.file


class InsertLine(Record):
    """A line of its own above the line of `place`, indented as that one: a decorator, a statement."""

    place: Place
    text: str

    @property
    def file(self) -> str:
        return self.place.file


class AddImport(Record):
    """An import statement among the imports at the top of a Python file, if it is not there yet."""

    file: str
    statement: str


class SetKey(Record):
    """A key of a configuration file gets a value; file, section and key are made where they are missing.

    `section` is as between the brackets: "pytest", "tool:pytest", "tool.pytest.ini_options". A list becomes one item a
    line in ini files (words in one line, where pytest splits the value by spaces). Lists are given as tuples.
    """

    file: str
    section: str
    key: str
    value: TomlValue


class AddItem(Record):
    """One more item at the end of a value that is a list (ini: a line or a word); the key is made where missing."""

    file: str
    section: str
    key: str
    item: str


class RemoveKey(Record):
    """A key goes with its value and the comments that stand directly above it."""

    file: str
    section: str
    key: str


class RenameKey(Record):
    file: str
    section: str
    key: str
    name: str


class RenameSection(Record):
    """A section or table gets another name; where one of that name is there already, its keys are moved into it."""

    file: str
    section: str
    name: str


class RemoveSection(Record):
    """A section goes with its keys; a file of which nothing else is left goes, too."""

    file: str
    section: str


class CreateFile(Record):
    file: str
    text: str


class RemoveFile(Record):
    file: str


class MoveFunction(Record):
    """A function of a module, whose name stands at the place, goes into another file with the imports that it takes:
    behind what is there, which is made where missing, or into the function of its name."""

    place: Place
    to: str

    @property
    def file(self) -> str:
        return self.place.file


class MoveFile(Record):
    file: str
    to: str


Change = (
    Replace
    | RemoveWord
    | RemoveLines
    | RemoveIgnore
    | InsertLine
    | AddImport
    | SetKey
    | AddItem
    | RemoveKey
    | RenameKey
    | RenameSection
    | RemoveSection
    | CreateFile
    | RemoveFile
    | MoveFunction
    | MoveFile
    | Rewrite
)


class Fix(Record):
    """`title` names the concrete thing ("remove '-p no:asyncio'"). Safe is what cannot change which tests run, nor what
    they check, except that the fault is gone."""

    title: str
    changes: tuple[Change, ...]
    safe: bool = False

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(change.file for change in self.changes))


class Edit(Record):
    """A change worked out: the span of the file as it is now, and what stands there afterwards.

    `action` is "replace", or for whole files "create" (all is in `text`), "remove" and "move" (`text` is the new name).
    """

    place: Place
    text: str
    action: str = "replace"


class FileChange(Record):
    """One file before and after; None where it is not there. Bytes, so that line ends, BOM and encoding are kept."""

    file: str
    before: bytes | None
    after: bytes | None
