"""The configuration as pytest resolves it: files, layers, words, values, each with where it was written."""

from __future__ import annotations

import enum
from collections.abc import Mapping

from doctor.model.places import Place, Word
from doctor.model.record import Record, once

TomlValue = object  # what tomllib returns: str, int, float, bool, date, list, dict


class Source(enum.Enum):
    """The layer that a word of the command line comes from, in the order in which pytest joins them.

    PLUGINS_VARIABLE is of plugin flags only: names in PYTEST_PLUGINS are loaded like `-p NAME`, but unblock nothing.
    """

    ADDOPTS = "addopts"
    ENVIRONMENT = "PYTEST_ADDOPTS"
    COMMAND_LINE = "command line"
    PLUGINS_VARIABLE = "PYTEST_PLUGINS"


class Setting(Record):
    """One key as it is written in a configuration file.

    `value` is the text (ini) or the TOML value; `items` are the parts that can be pointed at: words of an `args` key,
    lines of a `linelist`, items of a TOML list, in order. `place` is the key's, `value_place` the whole value's.
    """

    name: str
    value: TomlValue
    place: Place
    value_place: Place
    items: tuple[Word, ...] = ()


class Section(Record):
    """A section or table of a configuration file that pytest reads, or that someone thought it reads.

    `name` is as written between the brackets ("tool.pytest.ini_options", "tool:pytest", "pytest"; "" for keys outside
    any). `is_read` is whether the resolved pytest reads such a section in such a file.
    """

    name: str
    place: Place
    settings: tuple[Setting, ...]
    is_read: bool

    def get(self, name: str) -> Setting | None:
        return next((setting for setting in self.settings if setting.name == name), None)


class ConfigFile(Record):
    """A file by one of the seven names, or one named by `-c`, that exists.

    `mode` is how its values are typed: "ini" (text) or "toml" (native types, pytest 9.0+). `counts` is whether
    pytest would take it as its config file if it came to it (an empty pytest.ini does, a pyproject.toml without a
    table does not). `error` says why it could not be read or parsed, in our words.
    """

    file: str
    sections: tuple[Section, ...]
    mode: str
    counts: bool
    error: ConfigError | None = None

    @property
    def section(self) -> Section | None:
        """The section that pytest reads."""
        return next((section for section in self.sections if section.is_read), None)

    @property
    def settings(self) -> tuple[Setting, ...]:
        return self.section.settings if self.section else ()

    def get(self, name: str) -> Setting | None:
        return self.section.get(name) if self.section else None


class ConfigError(Record):
    """Why pytest would stop while it resolves its configuration: its own words, its exit code, the place.

    `kind` is the exception: "UsageError" is printed as a short message (exit code 4), all others with a traceback
    (exit code 1). It is "" where the fault is not pytest's: a file that is too large for us. `line` is the text of the
    line at which a file cannot be parsed.
    """

    message: str
    place: Place
    exit_code: int = 4
    kind: str = "UsageError"
    line: str = ""


class Ignored(Record):
    """A config file with pytest options that lies beside the winner, or that the winner hides."""

    file: ConfigFile
    options: tuple[str, ...]


class Argument(Record):
    """One word of the whole command line: addopts, then PYTEST_ADDOPTS, then what the user typed."""

    text: str
    place: Place
    source: Source


class PluginFlag(Record):
    """One `-p NAME` or `-p no:NAME`; `place` covers both words of the two-word form."""

    name: str
    blocks: bool
    place: Place
    source: Source
    text: str


class Override(Record):
    """One `-o key=value` (or `--override-ini`)."""

    name: str
    value: str
    place: Place
    source: Source


class PytestConfig(Record):
    """What pytest knows before it loads third-party plugins.

    `rootdir`, and file names in places, are relative to the project (`.`, `..`, `sub/dir`). `files` are all config
    files that were looked at or lie in rootdir, the project, or between an argument and the project, also those that
    pytest does not come to. `arguments` is the joined command line (`args`). `paths` are what is collected: the
    positional arguments, relative to the project, else the matches of testpaths when the call is made from rootdir,
    else the project itself. `paths_given` is whether there are arguments.
    """

    pytest_version: str
    rootdir: str
    configfile: ConfigFile | None
    files: tuple[ConfigFile, ...]
    ignored: tuple[Ignored, ...]
    arguments: tuple[Argument, ...]
    overrides: tuple[Override, ...]
    plugin_flags: tuple[PluginFlag, ...]
    paths: tuple[str, ...]
    paths_from_testpaths: bool
    initial_conftests: tuple[str, ...]
    confcutdir: str | None
    error: ConfigError | None = None
    paths_given: bool = False

    @once
    def starts(self) -> tuple[str, ...]:
        """The files and folders of `paths`, as files are written: without nodes, "" for the project."""
        files = (path.partition("::")[0] for path in self.paths)
        return tuple("" if file == "." else file for file in files)

    @property
    def version(self) -> tuple[int, ...]:
        """`pytest_version` as numbers to compare with: (8, 4, 2)."""
        return tuple(int(part) for part in self.pytest_version.split(".")[:3] if part.isdigit())

    def setting(self, name: str) -> Setting | None:
        """The key in the winning file, if it is written there."""
        return self.configfile.get(name) if self.configfile else None

    def blocked(self, name: str) -> PluginFlag | None:
        """The flag that blocks the plugin of this name, the last one that speaks of it deciding. `-p no:cov` blocks
        what is called pytest_cov, too (`consider_pluginarg` of _pytest/config/__init__.py)."""
        flags = [flag for flag in self.plugin_flags if name in (flag.name, f"pytest_{flag.name}")]
        return flags[-1] if flags and flags[-1].blocks else None


class IniValue(Record):
    """One configuration option with its effective value, as `config.getini` returns it.

    `origin` is "file", "override" (-o), "environment" (-o within PYTEST_ADDOPTS) or "default". `known` is whether a
    loaded plugin or pytest itself registers the key. `error` holds pytest's words when `getini` would raise.
    """

    name: str
    value: object
    origin: str
    mode: str
    place: Place | None = None
    setting: Setting | None = None
    known: bool = True
    error: str | None = None


class IniValues(Record):
    """All configuration options, known ones and those that a file or `-o` sets."""

    values: Mapping[str, IniValue] = {}

    def __getitem__(self, name: str) -> object:
        found = self.values.get(name)
        return found.value if found else None

    def get(self, name: str) -> IniValue | None:
        return self.values.get(name)

    def strict(self, name: str) -> IniValue | None:
        """What makes a strictness option ("strict_markers") true: itself, or from 9.0 `strict`; None if it is not."""
        own = self.values.get(name)
        if own is not None and own.value is not None:
            return own if own.value is True else None
        general = self.values.get("strict")
        return general if general is not None and general.known and general.value is True else None


class GivenOption(Record):
    """A command-line option that is given, in any layer.

    `name` is as written ("-n", "--cov"; an abbreviation stays one), `names` are all its spellings when some provider is
    known, else just that. `value` is None for a flag. `place` covers option and value.
    """

    name: str
    names: tuple[str, ...]
    value: str | None
    place: Place
    source: Source
    known: bool

    def text(self) -> str:
        if self.value is None:
            return self.name
        return f"{self.name}={self.value}" if self.name.startswith("--") else f"{self.name} {self.value}"


class CommandLine(Record):
    """The joined command line, parsed as pytest would with the plugins that are loaded.

    `error` is argparse's complaint, as pytest words it: an option that nobody provides, a value that is missing.
    """

    options: tuple[GivenOption, ...]
    positionals: tuple[Argument, ...]
    error: ConfigError | None = None

    def all(self, *names: str) -> tuple[GivenOption, ...]:
        return tuple(option for option in self.options if not set(names).isdisjoint(option.names))

    def last(self, *names: str) -> GivenOption | None:
        """The one that wins: argparse lets the last one decide."""
        found = self.all(*names)
        return found[-1] if found else None
