"""The words of the whole command line, by layer, and what single options among them mean."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from doctor.facts.config_files import Version
from doctor.facts.option_parser import Found, ParseError
from doctor.facts.words import split_words
from doctor.model.config import Argument, ConfigError, Override, PluginFlag, Source
from doctor.model.places import COMMAND_LINE, ENVIRONMENT, Place

ESSENTIAL = ("mark", "main", "runner", "fixtures", "helpconfig")
# Flags that pytest 9 treats as `-o NAME=true`.
STRICT_FLAGS = {"--strict-config": "strict_config", "--strict-markers": "strict_markers", "--strict": "strict"}
USAGE = "usage: pytest [options] [file_or_dir] [file_or_dir] [...]\npytest: error: "


def typed_words(args: Iterable[str]) -> tuple[Argument, ...]:
    return tuple(Argument(arg, Place(COMMAND_LINE), Source.COMMAND_LINE) for arg in args)


def environment_words(text: str) -> tuple[Argument, ...]:
    """The words of PYTEST_ADDOPTS. ValueError for an unbalanced quote."""
    return tuple(Argument(word, Place(ENVIRONMENT), Source.ENVIRONMENT) for word, _, __ in split_words(text))


def expanded(words: Iterable[Argument], project: str, version: Version) -> tuple[Argument, ...]:
    """The words with `@file` replaced by the lines of the file (pytest 8.2+). ParseError when it cannot be read."""
    if version < (8, 2):
        return tuple(words)
    return tuple(word for each in words for word in _expand(each, project, 0))


def _expand(word: Argument, project: str, depth: int) -> Iterator[Argument]:
    if not word.text.startswith("@") or depth > 50:
        yield word
        return
    name = word.text[1:]
    try:
        with open(os.path.join(project, name), encoding="utf-8", errors="surrogateescape") as stream:
            lines = stream.read(8_000_000).splitlines()
    except OSError as error:
        raise ParseError(f"[Errno {error.errno}] {error.strerror}: {name!r}", word) from error
    except ValueError as error:  # a NUL in the name
        raise ParseError(str(error), word) from error
    for number, line in enumerate(lines, 1):
        place = Place(os.path.normpath(name).replace(os.sep, "/"), number, 1, number, len(line) + 1)
        yield from _expand(Argument(line, place, word.source), project, depth + 1)


def usage_error(
    error: ParseError, version: Version, via: str = "", extra: tuple[tuple[str, str], ...] = ()
) -> ConfigError:
    """argparse's complaint as pytest words it."""
    message = str(error)
    if not error.is_whole and version >= (9,):
        hints = ((("config source", via),) if via else ()) + extra
        message = USAGE + message + "".join(f"\n  {name}: {value}" for name, value in hints)
    elif not error.is_whole:
        message = USAGE + message + (f" ({via})" if via else "")
    return ConfigError(message, error.word.place)


def plugin_flags(words: Iterable[Argument]) -> Iterator[PluginFlag]:
    """`-p NAME` as pytest looks for it before it parses: any word that begins with -p, and the one behind a bare -p."""
    bare: Argument | None = None
    for word in words:
        if bare is not None:
            yield _flag(word.text, covering(bare.place, word.place), word.source, f"-p {word.text}")
            bare = None
        elif word.text == "-p":
            bare = word
        elif word.text.startswith("-p"):
            yield _flag(word.text[2:], word.place, word.source, word.text)


def _flag(name: str, place: Place, source: Source, text: str) -> PluginFlag:
    name = name.strip()
    return PluginFlag(name.removeprefix("no:"), name.startswith("no:"), place, source, text)


def variable_flags(value: str) -> Iterator[PluginFlag]:
    """The names in PYTEST_PLUGINS."""
    for name in value.split(",") if value else ():
        yield PluginFlag(name, False, Place(ENVIRONMENT), Source.PLUGINS_VARIABLE, f"PYTEST_PLUGINS={value}")


def flag_error(flags: Iterable[PluginFlag], version: Version, blocks_only: bool = False) -> ConfigError | None:
    """What pytest says of plugins that cannot be blocked, and of one without a name."""
    for flag in flags:
        if flag.blocks and flag.name in ESSENTIAL:
            return ConfigError(f"plugin {flag.name} cannot be disabled", flag.place)
        if flag.blocks and flag.name.endswith("conftest.py") and version >= (9,):
            words = f"Blocking conftest files using -p is not supported: -p no:{flag.name}\n"
            return ConfigError(words + "conftest.py files are not plugins and cannot be disabled via -p.\n", flag.place)
        if not flag.blocks and not flag.name and flag.source is not Source.PLUGINS_VARIABLE and not blocks_only:
            if version >= (9, 2):
                return ConfigError("", flag.place, 3, kind="PluginImportFailure")
            return ConfigError("Empty module name", flag.place, 1, kind="ValueError")
    return None


def is_blocked(name: str, flags: Iterable[PluginFlag]) -> bool:
    """Is a plugin of pytest itself kept from loading by `-p no:` on the command line?"""
    blocked = {flag.name for flag in flags if flag.blocks}
    return name in blocked or (name == "stepwise" and "cacheprovider" in blocked)


def is_off(name: str, flags: Iterable[PluginFlag]) -> bool:
    """Is a plugin of pytest itself blocked, the last flag that names it deciding?"""
    own = [flag for flag in flags if flag.name in (name, f"pytest_{name}")]
    return bool(own) and own[-1].blocks


def overrides(options: Iterable[Found], version: Version) -> tuple[tuple[Override, ...], ConfigError | None]:
    """`-o NAME=VALUE`, and from 9.0 the flags that stand for one; what pytest says of the first without a `=`."""
    found, error = [], None
    for option in options:
        source, text = option.words[-1].source, option.value or ""
        place = covering(option.words[0].place, option.words[-1].place)
        if option.name in ("-o", "--override-ini"):
            name, equals, value = text.partition("=")
            if equals:
                found.append(Override(name, value, place, source))
            else:
                words = f"-o/--override-ini expects option=value style (got: {text!r})."
                error = error or ConfigError(words, place)
        elif version >= (9,) and option.name in STRICT_FLAGS and option.option:
            found.append(Override(STRICT_FLAGS[option.name], "true", place, source))
    return tuple(found), error


def covering(first: Place, last: Place) -> Place:
    """The place from the one to the other, if they are in one file."""
    if first.file != last.file or not first.line:
        return last
    return Place(first.file, first.line, first.column, last.end_line, last.end_column)
