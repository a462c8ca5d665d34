"""INI files as pytest reads them: iniconfig says what is there, this module says where it is written."""

from __future__ import annotations

from collections.abc import Callable

from iniconfig import COMMENTCHARS, IniConfig, ParseError

from doctor.facts.words import Lines, LocatedText, Run
from doctor.model.config import Section, Setting
from doctor.model.places import Place, Word

# Options that pytest and its best known plugins split as a shell does; all others are pointed at line by line.
SPLIT_BY_SHELL = frozenset(
    [
        *("addopts", "doctest_optionflags", "norecursedirs", "pythonpath", "required_plugins", "testpaths"),
        *("python_classes", "python_files", "python_functions", "usefixtures"),
    ]
)


class IniError(Exception):
    """The file is no INI file; `str` gives iniconfig's words, `line` counts from 1."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


class IniFile:
    """A parsed INI file. `path` goes into error messages, `file` into places.

    Raises IniError. The text has its line ends translated and no byte order mark.
    """

    def __init__(self, path: str, file: str, text: str) -> None:
        try:
            self._ini = IniConfig(path, data=text)
        except ParseError as error:
            raise IniError(str(error), error.lineno + 1) from error
        self.names = tuple(self._ini.sections)
        self._lines = Lines(file, text)
        self._rows = text.splitlines(keepends=True)
        self._starts = [0]
        for row in self._rows:
            self._starts.append(self._starts[-1] + len(row))

    def section(self, name: str, is_read: bool) -> Section:
        """The section of this name with its keys, in the order of the file."""
        ini = self._ini
        numbers = {key: ini.lineof(name, key) or 1 for key in ini.sections[name]}
        settings = tuple(self._setting(name, key, numbers[key] - 1) for key in sorted(numbers, key=numbers.__getitem__))
        row = (ini.lineof(name) or 1) - 1
        header, start = self._rows[row], self._starts[row]
        for char in COMMENTCHARS:
            header = header.split(char)[0].rstrip()
        return Section(name, self._place(start, start + len(header)), settings, is_read)

    def sections(self, is_read: Callable[[str], bool], is_meant: Callable[[str], bool]) -> tuple[Section, ...]:
        """The sections that pytest reads, and those that somebody meant for it."""
        return tuple(self.section(name, is_read(name)) for name in self.names if is_read(name) or is_meant(name))

    def _place(self, start: int, end: int) -> Place:
        return self._lines.place(start, end)

    def _setting(self, section: str, key: str, row: int) -> Setting:
        value = self._ini.sections[section][key]
        begin, key_end, value_start = self._starts[row], *self._split(self._rows[row])
        runs = self._runs(value, row, value_start)
        located = LocatedText(value, runs, self._lines, begin + value_start)
        place = self._place(begin, begin + key_end)
        return Setting(key, value, place, located.place(0, len(value)), items(key, located))

    @staticmethod
    def _split(row: str) -> tuple[int, int]:
        """Where the key ends and the value begins in the line that holds the key, as iniconfig splits it."""
        separator = row.find("=")
        if separator < 0 or ":" in row[:separator]:
            separator = row.find(":")
        rest = row[separator + 1 :]
        blanks = len(rest) - len(rest.lstrip())
        empty = not rest.strip()
        return len(row[:separator].rstrip()), separator + 1 + (0 if empty else blanks)

    def _runs(self, value: str, row: int, value_start: int) -> list[Run]:
        """The value's lines: the rest of the key's own line, then every line below that is no blank or comment."""
        runs, index, start = [], 0, self._starts[row] + value_start
        while index < len(value):
            line = self._rows[row][start - self._starts[row] :].strip()
            if line:
                runs.append(Run(index, start, len(line), len(line)))
                index += len(line) + 1
            row += 1
            while index < len(value) and self._rows[row].lstrip()[:1] in COMMENTCHARS:  # also blank: "" is in any text
                row += 1
            if index < len(value):
                start = self._starts[row] + len(self._rows[row]) - len(self._rows[row].lstrip())
        return runs


def items(key: str, located: LocatedText) -> tuple[Word, ...]:
    """The parts of a value that can be pointed at: words of options like `addopts`, lines of all others."""
    if key in SPLIT_BY_SHELL:
        try:
            return located.words()
        except ValueError:  # unbalanced quotes: whoever needs the words reports them
            return ()
    return located.lines()
