"""The fact `command_line`: the joined command line, parsed with the options of the plugins that are loaded."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from doctor.facts.builtins import checker
from doctor.facts.layers import covering, expanded, usage_error
from doctor.facts.option_parser import Found, Parsed, ParseError, Parser, Table, table_of
from doctor.facts.registered import registered
from doctor.model.config import Argument, CommandLine, ConfigError, GivenOption, PytestConfig
from doctor.model.invocation import Invocation
from doctor.model.plugins import Knowledge, Option, Plugins


def command_line(invocation: Invocation, config: PytestConfig, plugins: Plugins, knowledge: Knowledge) -> CommandLine:
    """All options that are given, in order. Of those that nobody provides, knowledge tells which take a value."""
    project = os.path.realpath(invocation.project)
    known = table_of(_options(plugins))
    certain = plugins.complete and not plugins.computes("options")
    error, words = _fault(Parser(known, checker(project)), config, project, certain)
    parsed = Parser(known, None).parse(words)
    if any(found.option is None for found in parsed.options):
        others = table_of(option for each in knowledge.plugins for option in each.provided.options)
        parsed = Parser({**others, **known}, None).parse(words)
    options = tuple(_given(found, known) for found in parsed.options)
    return CommandLine(options, parsed.paths(), error)


def _options(plugins: Plugins) -> Iterable[Option]:
    """The options that are there when pytest parses for good; conftest files that are not initial come too late."""
    return (option for plugin in registered(plugins) if plugin.initial for option in plugin.provided.options)


def _given(found: Found, known: Table) -> GivenOption:
    place = covering(found.words[0].place, found.words[-1].place)
    name, value, source = found.name, found.value, found.words[0].source
    if found.option is None:
        name, equals, text = name.partition("=")
        return GivenOption(name, (name,), text if equals else None, place, source, known=False)
    return GivenOption(name, found.option.names, value, place, source, known=name in known)


def _fault(
    parser: Parser, config: PytestConfig, project: str, certain: bool
) -> tuple[ConfigError | None, Sequence[Argument]]:
    """argparse's complaint about the whole line, and the line with the contents of `@file`s.

    Unknown options are none where plugins may have added them: `certain` is false.
    """
    inifile = _absolute(project, config.configfile.file) if config.configfile else None
    extra = (("inifile", str(inifile)), ("rootdir", _absolute(project, config.rootdir)))
    words: Sequence[Argument] = config.arguments
    try:
        words = expanded(config.arguments, project, config.version)
        parsed = parser.parse(words, positionals=config.version < (9,))
        if certain and not parsed.has("-h", "--help"):
            _check_rest(parser, parsed, config, extra)
    except ParseError as fault:
        return usage_error(fault, config.version, "", extra), words
    return None, words


def _check_rest(parser: Parser, parsed: Parsed, config: PytestConfig, extra: tuple[tuple[str, str], ...]) -> None:
    """ParseError for what is left. From 9.0 options and paths may be mixed, and are parsed in two passes."""
    left = parsed.extras if config.version < (9,) else parser.parse(parsed.extras).extras
    dashed = [word for word in left if word.text.startswith("-")]
    if not left or (config.version < (9,) and not dashed):
        return
    message = f"unrecognized arguments: {' '.join(word.text for word in left)}"
    if config.version < (9,):
        message += "".join(f"\n  {name}: {value}" for name, value in extra)
    raise ParseError(message, [*dashed, *left][0])


def _absolute(project: str, path: str) -> str:
    return os.path.normpath(os.path.join(project, path))
