"""Resolves the configuration step by step, in pytest's own order (`Config.parse`, up to 8.4 `Config._preparse`)."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from doctor.facts.builtins import builtins_of, checker, options_of
from doctor.facts.config_files import raised
from doctor.facts.conftests import initial_conftests
from doctor.facts.discovery import Discovery, Given, Setup
from doctor.facts.getini import Getini, Raw, UsageError, addopts_words, file_values, override_values
from doctor.facts.layers import (
    covering,
    environment_words,
    expanded,
    flag_error,
    is_blocked,
    is_off,
    overrides,
    plugin_flags,
    typed_words,
    usage_error,
    variable_flags,
)
from doctor.facts.minversion import minversion_error
from doctor.facts.option_parser import Found, Parsed, ParseError, Parser, table_of
from doctor.facts.surroundings import ignored, surroundings
from doctor.facts.testpaths import matches
from doctor.facts.warning_filters import refusal
from doctor.model.config import Argument, ConfigError, Override, PluginFlag, PytestConfig, Source
from doctor.model.invocation import Invocation
from doctor.model.places import COMMAND_LINE, ENVIRONMENT, Place
from doctor.model.plugins import IniKey, Knowledge

ADDOPTS = IniKey("addopts", "args", (), True)
MINVERSION = IniKey("minversion", "string", "", True)
PYTHONPATH = IniKey("pythonpath", "paths", (), True)
TESTPATHS = IniKey("testpaths", "args", (), True)
FILTERWARNINGS = IniKey("filterwarnings", "linelist", (), True)
PYTHON_FILES = IniKey("python_files", "args", (), True)
PASS_HOOK = IniKey("enable_assertion_pass_hook", "bool", False, True)
NAMESPACES = IniKey("consider_namespace_packages", "bool", False, True)
NOTHING = Parsed((), (), ())
Words = tuple[Argument, ...]


class Resolver:
    """Resolves one call. The first fault is kept; what can be said in spite of it is still worked out."""

    def __init__(self, invocation: Invocation, pytest_version: str, knowledge: Knowledge) -> None:
        self.pytest_version = pytest_version
        self.knowledge = knowledge
        self.version = tuple(int(part) for part in pytest_version.split(".")[:3] if part.isdigit())
        self.project = os.path.realpath(invocation.project)
        self.variables = invocation.variables
        self.discovery = Discovery(self.project, self.version, self.variables)
        self.typed = typed_words(invocation.args)
        self.error: ConfigError | None = None
        self.overridden: tuple[Override, ...] = ()  # without those of addopts
        self.extra: tuple[tuple[str, str], ...] = ()  # what pytest 9 adds to the complaints of argparse

    def resolve(self) -> PytestConfig:
        typed_flags = [*plugin_flags(self.typed)]
        self.stop(flag_error(typed_flags, self.version, blocks_only=True))
        self.table = options_of(builtins_of(self.pytest_version), lambda name: is_blocked(name, typed_flags))
        self.parser = Parser(self.table, checker(self.project))
        environment = self.environment()
        early = self.parse(environment + self.typed)
        setup = self.setup(early)
        self.overridden = self.overrides(early)
        getini = self.getini(setup, self.overridden)
        words = self.addopts(getini, setup) + environment + self.typed
        known = self.parse(words)
        if self.version >= (9, 1):  # -o within addopts counts since then (pytest-dev/pytest#14442)
            getini = self.getini(setup, self.overrides(known))
        flags = (*variable_flags(self.variables.get("PYTEST_PLUGINS", "")), *plugin_flags(words))
        self.values(getini, setup, known, flags)
        return self.result(setup, getini, words, known, flags)

    def stop(self, error: ConfigError | None) -> None:
        """pytest stops here, unless it has stopped before."""
        self.error = self.error or error

    def environment(self) -> Words:
        try:
            words = environment_words(self.variables.get("PYTEST_ADDOPTS", ""))
        except ValueError as error:
            self.stop(raised(error, Place(ENVIRONMENT)))
            return ()
        self.parse(words, "via PYTEST_ADDOPTS")
        return words

    def parse(self, words: Words, via: str = "") -> Parsed:
        try:
            return self.parser.parse(expanded(words, self.project, self.version))
        except ParseError as error:
            self.stop(usage_error(error, self.version, via, self.extra))
            return NOTHING

    def setup(self, early: Parsed) -> Setup:
        rest = [word.text for word in early.extras]
        if self.version >= (9,):
            rest = [text for text in rest if not text.startswith("-")]
        inifile, rootdir = early.last("-c", "--config-file"), early.last("--rootdir")
        given = Given(
            (*(word.text for word in early.positionals), *rest),
            inifile.value if inifile else None,
            rootdir.value if rootdir else None,
            place_of(inifile),
            place_of(rootdir),
        )
        setup = self.discovery.setup(given)
        self.stop(setup.error)
        self.extra = (("inifile", str(self.path(setup))), ("rootdir", setup.rootdir))
        return setup

    def path(self, setup: Setup) -> str | None:
        """The configuration file's absolute path."""
        return self.discovery.absolute(setup.configfile.file) if setup.configfile else None

    def overrides(self, parsed: Parsed) -> tuple[Override, ...]:
        found, error = overrides(parsed.options, self.version)
        self.stop(error)
        return found

    def getini(self, setup: Setup, found: Sequence[Override]) -> Getini:
        values: Mapping[str, Raw] = file_values(setup.configfile) if setup.configfile else {}
        return Getini(self.version, values, override_values(found), self.path(setup), self.project)

    def addopts(self, getini: Getini, setup: Setup) -> Words:
        value = self.value(getini, ADDOPTS, [])
        words = addopts_words(value, getini.raw(ADDOPTS))
        strange = next((item for item in value if not isinstance(item, str)), None)
        if strange is not None:
            kind = type(strange).__name__
            error = TypeError(f"expected str, bytes or os.PathLike object, not {kind}")
            self.stop(raised(error, words[0].place if words else Place(COMMAND_LINE)))
            return ()
        self.parse(words, "via addopts config")
        return words

    def value(self, getini: Getini, key: IniKey, instead: Any) -> Any:
        """The value of a key that pytest asks for while it resolves, `instead` if it stops there."""
        try:
            return getini.get(key)
        except UsageError as error:
            self.stop(ConfigError(str(error), self.value_place(getini, key)))
        except (TypeError, ValueError, AssertionError) as error:
            self.stop(raised(error, self.value_place(getini, key)))
        return instead

    @staticmethod
    def value_place(getini: Getini, key: IniKey) -> Place:
        raw = getini.raw(key)
        return Place(COMMAND_LINE) if raw is None else raw.setting.value_place if raw.setting else raw.place

    def values(self, getini: Getini, setup: Setup, known: Parsed, flags: tuple[PluginFlag, ...]) -> None:
        """The values that pytest asks for before it loads conftest files, in its order."""
        self.stop(minversion_error(self.pytest_version, getini, MINVERSION, str(self.path(setup))))
        if self.rewrites(known):
            self.python_files(getini)
        if self.version >= (8, 4):
            self.value(getini, PYTHONPATH, [])
        if self.version >= (9, 2) and not is_off("warnings", flags):
            self.warning_filters(getini, known)
        self.stop(flag_error(flags, self.version))
        if self.version < (9, 2) and not is_off("warnings", flags):
            self.warning_filters(getini, known)
        if self.version < (8, 4) and not is_off("python_path", flags):
            self.value(getini, PYTHONPATH, [])

    def warning_filters(self, getini: Getini, known: Parsed) -> None:
        """pytest reads all filters, those of the file first."""
        raw = getini.raw(FILTERWARNINGS)
        items = raw.setting.items if raw and raw.setting else ()
        for index, text in enumerate(self.value(getini, FILTERWARNINGS, [])):
            place = items[index].place if index < len(items) else self.value_place(getini, FILTERWARNINGS)
            if not isinstance(text, str):
                error = AttributeError(f"{type(text).__name__!r} object has no attribute 'split'")
                self.stop(raised(error, place))
            else:
                self.refused(refusal(text, self.version, is_literal=False), place)
        for found in known.all("-W", "--pythonwarnings"):
            self.refused(refusal(found.value or "", self.version, is_literal=True), place_of(found))

    def refused(self, refusal: tuple[str, str], place: Place) -> None:
        kind, words = refusal
        if words:
            self.stop(ConfigError(words, place, 4 if kind == "UsageError" else 1, kind))

    @staticmethod
    def rewrites(known: Parsed) -> bool:
        """Are assertions rewritten?"""
        option = known.last("--assert")
        return option is None or option.value == "rewrite"

    def python_files(self, getini: Getini) -> None:
        """The import hook asks for it; a ValueError is passed over there."""
        try:
            getini.get(PYTHON_FILES)
        except ValueError:
            return
        except (UsageError, TypeError):
            self.value(getini, PYTHON_FILES, [])

    def conftest_failure(self, getini: Getini, conftests: Sequence[str]) -> None:
        """The first conftest file is rewritten, which asks for one more value."""
        try:
            getini.get(PASS_HOOK)
        except (UsageError, TypeError, ValueError) as error:
            words = f"{type(error).__name__}: {error} (from {conftests[0]})"
            place = self.value_place(getini, PASS_HOOK)
            self.stop(ConfigError(words, place, kind="ConftestImportFailure"))

    def result(
        self, setup: Setup, getini: Getini, words: Words, known: Parsed, flags: tuple[PluginFlag, ...]
    ) -> PytestConfig:
        testpaths = self.value(getini, TESTPATHS, [])
        if self.version >= (8, 1):
            self.value(getini, NAMESPACES, False)
        late = self.late(words, known)
        given = [word.text for word in late.paths()]
        first = given if self.version >= (9,) else [word.text for word in late.positionals]
        found = matches(testpaths, self.project, known.has("--pyargs")) if setup.rootdir == self.project else []
        confcutdir = self.confcutdir(setup, known)
        conftests = () if known.has("--noconftest") else initial_conftests(self.discovery, first or found, confcutdir)
        if conftests and self.rewrites(known):
            self.conftest_failure(getini, conftests)
        relative = self.discovery.relative
        return PytestConfig(
            pytest_version=self.pytest_version,
            rootdir=relative(setup.rootdir),
            configfile=setup.configfile,
            files=surroundings(self.discovery, setup, given),
            ignored=ignored(self.discovery, setup),
            arguments=words,
            overrides=(*addopts_overrides(known, self.version), *self.overridden),
            plugin_flags=flags,
            paths=tuple(map(self.named, given or found or ["."])),
            paths_given=bool(given),
            paths_from_testpaths=not given and bool(found),
            initial_conftests=tuple(relative(path) for path in conftests),
            confcutdir=relative(confcutdir),
            error=self.error,
        )

    def named(self, path: str) -> str:
        """A path of the call as the project's paths are written, with its node: "/home/me/shop/tests/::test_it"."""
        file, separator, node = path.partition("::")
        return f"{self.discovery.relative(self.discovery.absolute(file))}{separator}{node}"

    def late(self, words: Words, known: Parsed) -> Parsed:
        """The line as it looks when plugins have added their options: `-n 4` is no path any more."""
        if not any(found.option is None and "=" not in found.name for found in known.options):
            return known
        others = table_of(option for plugin in self.knowledge.plugins for option in plugin.provided.options)
        try:
            return Parser({**others, **self.table}, None).parse(expanded(words, self.project, self.version))
        except ParseError:
            return known

    def confcutdir(self, setup: Setup, known: Parsed) -> str:
        option = known.last("--confcutdir")
        if option and option.value:
            return self.discovery.absolute(option.value)
        path = self.path(setup)
        return os.path.dirname(path) if path else setup.rootdir


def addopts_overrides(known: Parsed, version: tuple[int, ...]) -> tuple[Override, ...]:
    return tuple(each for each in overrides(known.options, version)[0] if each.source is Source.ADDOPTS)


def place_of(found: Found | None) -> Place:
    return covering(found.words[0].place, found.words[-1].place) if found else Place(COMMAND_LINE)
