"""Options that pytest will not recognize: whose they are, and the words that pytest will print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from doctor.model.config import CommandLine, GivenOption, PytestConfig, Source
from doctor.model.findings import Related
from doctor.model.places import Place
from doctor.model.plugins import Plugin, Plugins
from doctor.rules.plugins._absent import absent, layer_of, within_layer


def unrecognized(command_line: CommandLine) -> tuple[GivenOption, ...]:
    """The options that no loaded plugin adds."""
    return tuple(option for option in command_line.options if not option.known)


def owners(option: GivenOption, plugins: Plugins) -> tuple[Plugin, ...]:
    """The plugins, loaded or not, that would add it."""
    names = {option.name, *option.names}
    return tuple(
        plugin for plugin in plugins if any(not names.isdisjoint(each.names) for each in plugin.provided.options)
    )


def absent_owner(option: GivenOption, plugins: Plugins) -> Plugin | None:
    """The installed or built-in plugin that would add it and is not loaded."""
    candidates = owners(option, plugins)
    return next((plugin for plugin in absent(plugins) if any(plugin is each for each in candidates)), None)


def by_layer(options: Iterable[GivenOption]) -> Iterator[list[GivenOption]]:
    """Options that stand together: in one file, one variable, or on the command line."""
    groups: dict[tuple[Source, str], list[GivenOption]] = {}
    for option in options:
        groups.setdefault((option.source, option.place.file), []).append(option)
    yield from groups.values()


def said(options: Sequence[GivenOption], config: PytestConfig) -> str:
    """pytest's words: it prints those words of the command line that begin with a dash."""
    words = " ".join(word for option in options for word in dashed(option, config))
    return f"pytest stops: error: unrecognized arguments: {words}"


def dashed(option: GivenOption, config: PytestConfig) -> Iterator[str]:
    """The option as one word, `--cov=shop` or `-n4`, or its name when the value is a word of its own."""
    for argument in config.arguments:
        same_place = (argument.place.line, argument.place.column) == (option.place.line, option.place.column)
        if argument.source is option.source and same_place and argument.text.startswith(option.name):
            yield argument.text
            return
    yield option.name


def layer(option: GivenOption) -> str:
    """`addopts (setup.cfg)`, `PYTEST_ADDOPTS` or `the command line`."""
    return layer_of(option.source, option.place)


def within(option: GivenOption) -> str:
    """The same with its preposition."""
    return within_layer(option.source, option.place)


def places(options: Sequence[GivenOption], message: str = "and here") -> tuple[Related, ...]:
    """The places of all but the first."""
    return tuple(Related(option.place, message) for option in options[1:])


def in_file(*spots: Place) -> Place:
    """The first place that is in a file, else the first one."""
    return next((place for place in spots if place.is_file), spots[0])
