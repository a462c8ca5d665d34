"""Configuration files as a given pytest reads them: which sections count, and what it says of those it cannot read.

Follows `_pytest/config/findpaths.py` of each version.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from doctor.facts.ini import IniError, IniFile
from doctor.facts.near_misses import is_meant
from doctor.model.config import ConfigError, ConfigFile, Section
from doctor.model.places import Place

if TYPE_CHECKING:
    from doctor.facts.toml import TomlFile

Version = tuple[int, ...]
LARGEST = 8_000_000  # bytes; larger files are not read
OLD_NAMES = ("pytest.ini", ".pytest.ini", "pyproject.toml", "tox.ini", "setup.cfg")
NEW_NAMES = ("pytest.toml", ".pytest.toml", *OLD_NAMES)
TablePath = tuple[str, ...]
INI_OPTIONS = ("tool", "pytest", "ini_options")
TOOL_PYTEST = ("tool", "pytest")
PYTEST = ("pytest",)


class UnreadableError(Exception):
    """pytest stops at this file."""

    def __init__(self, error: ConfigError, sections: tuple[Section, ...] = ()) -> None:
        super().__init__(error.message)
        self.error = error
        self.sections = sections


def names(version: Version) -> tuple[str, ...]:
    """The names of configuration files, in the order in which pytest looks for them."""
    return NEW_NAMES if version >= (9,) else OLD_NAMES


def load(path: str, file: str, version: Version) -> ConfigFile:
    """The file at `path`, which places call `file`. Faults are in `error`, never raised."""
    name = os.path.basename(path)
    suffix = os.path.splitext(name)[1]
    try:
        if suffix in (".ini", ".cfg"):
            return _load_ini(path, file, version)
        if suffix == ".toml":
            return _load_toml(path, file, version)
        return ConfigFile(file, (), "ini", counts=False)
    except UnreadableError as fault:
        return ConfigFile(file, fault.sections, "toml" if suffix == ".toml" else "ini", counts=True, error=fault.error)


def read_text(path: str, file: str) -> str:
    """The text as Python's text mode gives it: UTF-8, line ends translated. Raises UnreadableError."""
    try:
        if words := _refusal(path):
            raise UnreadableError(ConfigError(words, Place(file), 1, kind=""))
        with open(path, "rb") as stream:
            data = stream.read()
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start)
        raise UnreadableError(raised(error, Place(file, row + 1, 1, row + 1, 2))) from error
    except (OSError, ValueError) as error:  # a ValueError for a NUL in the path
        raise UnreadableError(raised(error, Place(file))) from error
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _refusal(path: str) -> str:
    """Why a file is not read that pytest would read: it is too large, or a pipe or device that may never end."""
    if os.path.isfile(path):
        too_large = os.path.getsize(path) > LARGEST
        return f"{path} is larger than {LARGEST // 1_000_000} MB and was not read" if too_large else ""
    return f"{path} is no regular file and was not read" if os.path.exists(path) and not os.path.isdir(path) else ""


def raised(error: Exception, place: Place) -> ConfigError:
    """An exception that pytest does not catch: Python prints a traceback and exits with 1."""
    return ConfigError(str(error), place, 1, kind=type(error).__name__)


def _load_ini(path: str, file: str, version: Version) -> ConfigFile:
    name, text = os.path.basename(path), read_text(path, file).removeprefix("\ufeff")
    try:
        ini = IniFile(path, file, text)
    except IniError as error:
        place = Place(file, error.line, 1, error.line, 2)
        raise UnreadableError(ConfigError(str(error), place, line=line_at(text, error.line))) from error
    wanted = "tool:pytest" if name.endswith(".cfg") else "pytest"
    sections = ini.sections(wanted.__eq__, is_meant)
    if name.endswith(".cfg") and wanted not in ini.names and "pytest" in ini.names:
        words = "[pytest] section in setup.cfg files is no longer supported, change to [tool:pytest] instead."
        raise UnreadableError(ConfigError(words, ini.section("pytest", False).place, 1, kind="Failed"), sections)
    always = ("pytest.ini", ".pytest.ini") if version >= (9,) else ("pytest.ini",)
    return ConfigFile(file, sections, "ini", counts=wanted in ini.names or name in always)


def line_at(text: str, line: int) -> str:
    """The line of this number, "" where there is none."""
    rows = text.split("\n")
    return rows[line - 1] if 1 <= line <= len(rows) else ""


def _load_toml(path: str, file: str, version: Version) -> ConfigFile:
    from doctor.facts.toml import TomlError, TomlFile  # tomllib takes 3 ms to import

    text = read_text(path, file)
    try:
        toml = TomlFile(file, text)
    except TomlError as error:
        place = Place(file, error.line, error.column, error.line, error.column + 1)
        if error.is_decode_error:
            line = line_at(text, error.line)
            raise UnreadableError(ConfigError(f"{path}: {error}", place, line=line)) from error
        raise UnreadableError(ConfigError(str(error), place, 1, kind=error.kind)) from error
    return TomlTables(path, file, toml, version).load()


class TomlTables:
    """Finds the table that a pytest reads in one TOML file."""

    def __init__(self, path: str, file: str, toml: TomlFile, version: Version) -> None:
        self._path, self._file, self._toml, self._version = path, file, toml, version
        self._name = os.path.basename(path)

    def load(self) -> ConfigFile:
        """The file with all its sections. Raises UnreadableError."""
        read: TablePath | None = None
        try:
            read, counts = self._find()
        except (AttributeError, TypeError) as error:  # a table that is none: pytest stumbles with Python's words
            raise UnreadableError(raised(error, self._place(PYTEST, TOOL_PYTEST)), self._sections(None)) from error
        except _ConflictError as conflict:
            place = self._place(*conflict.paths)
            raise UnreadableError(ConfigError(f"{self._path}: {conflict}", place), self._sections(None)) from conflict
        mode = "ini" if read == INI_OPTIONS or read is None else "toml"
        return ConfigFile(self._file, self._sections(read), mode, counts)

    def _find(self) -> tuple[TablePath | None, bool]:
        """The path of the table that is read, and whether the file counts as a configuration file."""
        if self._version < (9,):
            return self._old()
        if self._name in ("pytest.toml", ".pytest.toml"):
            return self._pytest_table(), True
        read = self._tool_pytest()
        if self._version >= (9, 2) and self._name != "pyproject.toml":
            return self._custom(read)
        return read, read is not None

    def _old(self) -> tuple[TablePath | None, bool]:
        result = self._data.get("tool", {}).get("pytest", {}).get("ini_options", None)
        if result is None:
            return None, False
        result.items()
        return INI_OPTIONS, True

    def _tool_pytest(self) -> TablePath | None:
        table = self._data.get("tool", {}).get("pytest", {})
        native = {key for key, _ in table.items() if key != "ini_options"}
        options = table.get("ini_options", None)
        if native and options:
            raise _ConflictError(BOTH_TABLES, TOOL_PYTEST)
        if native:
            return TOOL_PYTEST
        if options is None:
            return None
        options.items()
        return INI_OPTIONS

    def _pytest_table(self) -> TablePath | None:
        """[pytest] of a file of pytest's own (pytest-dev/pytest#14705: keys outside it are an error from 9.2)."""
        if self._version < (9, 2):
            table = self._data.get("pytest", {})
            return PYTEST if table and [*table.items()] else None
        if "pytest" in self._data:
            self._data["pytest"].items()
            return PYTEST
        outside = [key for key, value in self._data.items() if not isinstance(value, dict)]
        if outside:
            words = "pytest configuration must be under a [pytest] table (found top-level options: {})"
            raise _ConflictError(words.format(", ".join(outside)), *[(key,) for key in outside])
        return None

    def _custom(self, read: TablePath | None) -> tuple[TablePath | None, bool]:
        """A TOML file of another name, given with -c, from 9.2."""
        if read is None:
            read = self._pytest_table()
        elif "pytest" in self._data:
            raise _ConflictError(BOTH_STYLES, PYTEST)
        return read, read is not None

    @property
    def _data(self) -> dict[str, Any]:
        return self._toml.data

    def _place(self, *paths: TablePath) -> Place:
        found = next((path for path in paths if self._toml.table(path) is not None), None)
        return self._toml.section(found, False).place if found else Place(self._file, 1)

    def _sections(self, read: TablePath | None) -> tuple[Section, ...]:
        toml = self._toml
        found = [toml.section(read, True, skip="ini_options" if read == TOOL_PYTEST else "")] if read else []
        for path in self._meant():
            if path != read and not (read == INI_OPTIONS and path == TOOL_PYTEST):
                found.append(toml.section(path, False, skip="ini_options" if path == TOOL_PYTEST else ""))
        if self._name in ("pytest.toml", ".pytest.toml") and (outside := toml.outside()).settings:
            found.append(outside)
        return tuple(found)

    def _meant(self) -> Iterator[TablePath]:
        """Tables down to the third level that look meant for pytest, without those that only hold other tables."""
        for path, table in _tables(self._data, (), 3):
            if table and all(isinstance(value, dict) for value in table.values()):
                continue
            if is_meant(".".join(path)):
                yield path


class _ConflictError(Exception):
    """A usage error; `paths` are the tables at fault."""

    def __init__(self, words: str, *paths: TablePath) -> None:
        super().__init__(words)
        self.paths = paths


def _tables(table: dict[str, Any], above: TablePath, depth: int) -> Iterator[tuple[TablePath, dict[str, Any]]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield (*above, key), value
            if depth > 1:
                yield from _tables(value, (*above, key), depth - 1)


BOTH_TABLES = (
    "Cannot use both [tool.pytest] (native TOML types) and "
    "[tool.pytest.ini_options] (string-based INI format) simultaneously. "
    "Please use [tool.pytest] with native TOML types (recommended) "
    "or [tool.pytest.ini_options] for backwards compatibility."
)
BOTH_STYLES = (
    "Cannot use both [pytest] and [tool.pytest]/"
    "[tool.pytest.ini_options] in the same file. Please use [pytest], "
    "which is what pytest's own configuration files use; the "
    "[tool.pytest] tables are meant for pyproject.toml."
)
