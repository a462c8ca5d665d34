"""TOML files: tomllib says what is there, `toml_scanner` where it is written."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from doctor.facts.ini import items as parts
from doctor.facts.toml_scanner import Entry, Path, Scanner, string_runs
from doctor.facts.words import Lines, LocatedText
from doctor.model.config import Section, Setting
from doctor.model.places import Place, Word

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

Table = Mapping[str, object]


class TomlError(Exception):
    """The file is no TOML; `str` gives tomllib's words. `is_decode_error` tells them from limits that it runs into."""

    def __init__(self, error: Exception, text: str) -> None:
        super().__init__(str(error))
        self.kind = type(error).__name__
        self.is_decode_error = isinstance(error, tomllib.TOMLDecodeError)
        self.line, self.column = _position(str(error), text)


def _position(message: str, text: str) -> tuple[int, int]:
    """Where the fault is, from tomllib's "… (at line 3, column 7)" or "… (at end of document)"."""
    _, _, tail = message.rpartition("(at line ")
    line, _, column = tail.rstrip(")").partition(", column ")
    if line.isdigit() and column.isdigit():
        return int(line), int(column)
    return (text.count("\n") + 1, 1) if "end of document" in message else (1, 1)


class TomlFile:
    """A parsed TOML file. `file` goes into places. Raises TomlError. The text has its line ends translated."""

    def __init__(self, file: str, text: str) -> None:
        try:
            self.data: dict[str, object] = tomllib.loads(text)
        except (ValueError, RecursionError) as error:
            raise TomlError(error, text) from error
        self._file = file
        self._text = text
        self._entries: dict[Path, Entry] | None = None
        self._lines = Lines(file, text)

    @property
    def entries(self) -> dict[Path, Entry]:
        """For each path the entry that writes it, else the first one that writes something below it."""
        if self._entries is None:
            try:
                self._entries = _by_path(Scanner(self._text).entries)
            except (IndexError, ValueError, RecursionError):  # a syntax newer than ours: values without places
                self._entries = {}
        return self._entries

    def table(self, path: Path) -> object:
        """What stands at this path, None if nothing does."""
        found: object = self.data
        for part in path:
            found = found.get(part) if isinstance(found, dict) else None
        return found

    def section(self, path: Path, is_read: bool, skip: str = "") -> Section:
        """The table at this path with its keys in the order of the file, without the key `skip`."""
        table = self.table(path)
        settings = self._settings(path, table, skip) if isinstance(table, dict) else ()
        entry = self.entries.get(path)
        place = self._lines.place(entry.start, entry.end) if entry else Place(self._file, 1)
        return Section(self._name(path, entry), place, settings, is_read)

    def outside(self) -> Section:
        """The keys outside any table, as a section without a name."""
        table = {key: value for key, value in self.data.items() if not isinstance(value, dict)}
        settings = self._settings((), table, "")
        return Section("", settings[0].place if settings else Place(self._file), settings, is_read=False)

    def _name(self, path: Path, entry: Entry | None) -> str:
        if entry and entry.value_start < 0 and entry.path == path:
            return self._text[entry.start : entry.end].strip("[] \t")
        return ".".join(path)

    def _settings(self, path: Path, table: Table, skip: str) -> tuple[Setting, ...]:
        return tuple(self._setting((*path, key), value) for key, value in table.items() if key != skip)

    def _setting(self, path: Path, value: object) -> Setting:
        entry, name = self.entries.get(path), path[-1]
        if entry is None:
            return Setting(name, value, Place(self._file, 1), Place(self._file, 1))
        place = self._lines.place(entry.start, entry.end)
        if entry.value_start < 0 or entry.path != path:
            return Setting(name, value, place, place)
        value_place = self._lines.place(entry.value_start, entry.value_end)
        return Setting(name, value, place, value_place, self._items(name, value, entry))

    def _items(self, name: str, value: object, entry: Entry) -> tuple[Word, ...]:
        """Items of a list with their quotes; words or lines of a string."""
        if isinstance(value, list):
            places = [self._lines.place(start, end) for start, end in entry.items]
            return tuple(Word(str(item), place) for item, place in zip(value, places, strict=False))
        if isinstance(value, str):
            runs = string_runs(self._text, entry.value_start, entry.value_end)
            return parts(name, LocatedText(value, runs, self._lines, entry.value_end - 1))
        return ()


def _by_path(entries: list[Entry]) -> dict[Path, Entry]:
    found: dict[Path, Entry] = {}
    for entry in entries:
        for length in range(1, len(entry.path)):
            found.setdefault(entry.path[:length], entry)
    return found | {entry.path: entry for entry in reversed(entries)}
