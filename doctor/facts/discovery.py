"""Where rootdir is and which configuration file wins, as `_pytest/config/findpaths.py` of each version decides it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping

from doctor.facts.config_files import Version, load, names, raised
from doctor.model.config import ConfigError, ConfigFile
from doctor.model.places import COMMAND_LINE, Place
from doctor.model.record import Record


class Setup(Record):
    """What `determine_setup` finds: rootdir (absolute), the winner, or why pytest stops."""

    rootdir: str
    configfile: ConfigFile | None
    error: ConfigError | None = None


class Given(Record):
    """What the early look at the command line says; the places are those of the options."""

    args: tuple[str, ...] = ()
    inifile: str | None = None
    rootdir: str | None = None
    inifile_place: Place = Place(COMMAND_LINE)
    rootdir_place: Place = Place(COMMAND_LINE)


class SetupError(Exception):
    """pytest stops while it looks for its configuration."""

    def __init__(self, error: ConfigError, setup: Setup | None = None) -> None:
        super().__init__(error.message)
        self.error = error
        self.setup = setup


class Discovery:
    """Finds configuration files for calls made in `project`, an absolute folder; reads each file once."""

    def __init__(self, project: str, version: Version, variables: Mapping[str, str]) -> None:
        self.project = project
        self.version = version
        self.names = names(version)
        self._variables = variables
        self._known: dict[str, ConfigFile | None] = {}

    def file(self, path: str) -> ConfigFile | None:
        """The configuration file at this absolute path, None if there is no file."""
        if path not in self._known:
            found = os.path.isfile(path)
            self._known[path] = load(path, self.relative(path), self.version) if found else None
        return self._known[path]

    def files_in(self, folder: str) -> tuple[ConfigFile, ...]:
        """The configuration files that lie in a folder, the strongest first."""
        found = (self.file(os.path.join(folder, name)) for name in self.names)
        return tuple(file for file in found if file)

    def relative(self, path: str) -> str:
        """The path as places name it: relative to the project, with slashes."""
        try:
            return os.path.relpath(path, self.project).replace(os.sep, "/")
        except ValueError:  # another drive
            return path.replace(os.sep, "/")

    def absolute(self, path: str) -> str:
        """The path as pytest's `absolutepath` gives it: symlinks stay."""
        return os.path.abspath(os.path.join(self.project, path))

    def setup(self, given: Given) -> Setup:
        """rootdir and configuration file of a call."""
        folders = self.folders(given.args)
        try:
            found = self._named(given, folders) if given.inifile else self._searched(given, folders)
            return self._with_rootdir(found, given)
        except SetupError as stop:
            found = stop.setup or Setup(self.project, None)
            return found.replace(error=stop.error)

    def folders(self, args: Iterable[str]) -> list[str]:
        """The folders of the arguments that exist; node ids count by their file."""
        paths = (self.absolute(arg.split("::")[0]) for arg in args if not arg.startswith("-"))
        return [path if os.path.isdir(path) else os.path.dirname(path) for path in paths if os.path.exists(path)]

    def ancestor(self, folders: Iterable[str]) -> str:
        """The folder above all of these, the project if there are none."""
        common: str | None = None
        for folder in folders:
            if common is None or _is_above(folder, common):
                common = folder
            elif folder != common and not _is_above(common, folder):
                try:
                    common = os.path.commonpath((folder, common))
                except ValueError:  # drives
                    continue
        return common or self.project

    def _named(self, given: Given, folders: list[str]) -> Setup:
        """The file that `-c` names."""
        path = self.absolute(given.inifile or "")
        rootdir = os.path.dirname(path)
        if self.version >= (9, 2):
            self._check_named(path, given)
            if not os.path.isfile(path):  # like /dev/null: no configuration, and no rootdir (pytest-dev/pytest#11502)
                rootdir = self.ancestor(folders)
                rootdir = self.project if _is_root(rootdir) else rootdir
        file = load(path, self.relative(path), self.version)
        self._known[path] = file
        setup = Setup(rootdir, file)
        if file.error:
            raise SetupError(file.error, setup)
        return setup

    def _check_named(self, path: str, given: Given) -> None:
        words = ""
        if not os.path.exists(path):
            words = f"Config file '{path}' not found. Check your '-c/--config-file' option."
        elif os.path.isdir(path):
            words = f"Config file '{path}' is a directory. Check your '-c/--config-file' option."
        elif os.path.isfile(path) and not path.endswith((".ini", ".cfg", ".toml")):
            supported = "Supported extensions are: .cfg, .ini, .toml."
            words = f"Config file '{path}' has an unsupported format. {supported}"
        if words:
            raise SetupError(ConfigError(words, given.inifile_place), Setup(self.project, None))

    def _searched(self, given: Given, folders: list[str]) -> Setup:
        ancestor = self.ancestor(folders)
        found = self._locate([ancestor])
        if found or given.rootdir:
            return found or Setup(ancestor, None)
        for folder in upwards(ancestor):
            if os.path.isfile(os.path.join(folder, "setup.py")):
                return Setup(folder, None)
        found = self._locate(folders or [self.project]) if folders != [ancestor] else None
        if found:
            return found
        rootdir = self.ancestor([self.project, ancestor])
        return Setup(ancestor if _is_root(rootdir) else rootdir, None)

    def _locate(self, folders: Iterable[str]) -> Setup | None:
        """The first file that counts, upwards from each folder; from 8.1 at least a pyproject.toml without a table."""
        pyproject: ConfigFile | None = None
        place = ""
        for start in folders:
            for folder in upwards(start):
                for name in self.names:
                    file = self.file(os.path.join(folder, name))
                    if file is None:
                        continue
                    if file.error:
                        raise SetupError(file.error, Setup(folder, file))
                    if file.counts:
                        self._read_rest(folder, name, file)
                        return Setup(folder, file)
                    if name == "pyproject.toml" and pyproject is None:
                        pyproject, place = file, folder
        return Setup(place, pyproject) if pyproject and self.version >= (8, 1) else None

    def _read_rest(self, folder: str, winner: str, file: ConfigFile) -> None:
        """From 9.0 pytest reads the winner's neighbours as well, to name those that it ignores."""
        if self.version < (9,):
            return
        for name in self.names[self.names.index(winner) + 1 :]:
            other = self.file(os.path.join(folder, name))
            if other and other.error:
                raise SetupError(other.error, Setup(folder, file))

    def _with_rootdir(self, setup: Setup, given: Given) -> Setup:
        if not given.rootdir:
            return setup
        rootdir = self.absolute(self._expanded(given.rootdir))
        if not os.path.isdir(rootdir):
            words = f"Directory '{rootdir}' not found. Check your '--rootdir' option."
            raise SetupError(ConfigError(words, given.rootdir_place), setup)
        return setup.replace(rootdir=rootdir)

    def _expanded(self, path: str) -> str:
        """`os.path.expandvars` with the variables of the examined call."""
        head, *rest = path.split("$")
        parts = [head]
        for part in rest:
            braced = part.startswith("{") and "}" in part
            end = part.index("}") if braced else next((i for i, c in enumerate(part) if not _is_word(c)), len(part))
            name = part[1:end] if braced else part[:end]
            value = self._variables.get(name) if name else None
            parts.append("$" + part if value is None else value + part[end + braced :])
        return "".join(parts)


def upwards(folder: str) -> Iterator[str]:
    """The folder and all above it."""
    while True:
        yield folder
        above = os.path.dirname(folder)
        if above == folder:
            return
        folder = above


def _is_above(folder: str, path: str) -> bool:
    return folder != path and path.startswith(folder if folder.endswith(os.sep) else folder + os.sep)


def _is_root(folder: str) -> bool:
    return os.path.splitdrive(folder)[1] == os.sep


def _is_word(char: str) -> bool:
    return char == "_" or (char.isascii() and char.isalnum())


def stopped(error: Exception, place: Place) -> SetupError:
    """The exception as pytest's own end."""
    return SetupError(raised(error, place))
