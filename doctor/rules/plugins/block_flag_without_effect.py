"""A plugin is to be switched off by a name that it does not have.

## Why

`-p no:NAME` knows the names of entry points. The name of the distribution, or of the module, switches nothing off and
gives no message: `-p no:pytest-timeout` leaves the plugin `timeout` on. So does `-p no:xdist,timeout`: a flag names one
plugin.

See https://docs.pytest.org/en/stable/how-to/plugins.html#deactivating-unregistering-a-plugin-by-name.

## Instead

Write the name that `pytest --trace-config` shows.

## Fix safety

The plugin is then really switched off, so the name is not mended unasked, and never where options of the plugin are
given.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, PluginFlag, PytestConfig, Source
from doctor.model.environment import normalized
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.plugins import Kind, Knowledge, Plugin, Plugins
from doctor.model.rewrites import RenameWord
from doctor.rules.cures import may_edit
from doctor.rules.phrases import listing
from doctor.rules.registry import rule

ALIKE = 0.9  # as difflib counts it


@rule(severity=Severity.WARNING, since="0.1")
def check(config: PytestConfig, plugins: Plugins, command_line: CommandLine, knowledge: Knowledge) -> Iterator[Problem]:
    for flag in config.plugin_flags:
        if flag.blocks and not any(flag.name in (p.name, p.name.removeprefix("pytest_")) for p in plugins):
            meant = [plugin for plugin in plugins if plugin.active and is_meant(flag, plugin)]
            if not (meant or is_known(flag.name, knowledge)):
                meant = [
                    plugin
                    for plugin in plugins
                    if plugin.kind is Kind.INSTALLED and plugin.active and is_misspelt(flag.name, plugin.name)
                ]
            if meant:
                used = any(each.provided.option(option.name) for each in meant for option in command_line.options)
                yield problem(flag, meant, used)


def is_meant(flag: PluginFlag, plugin: Plugin) -> bool:
    """Is it named by its distribution or module, or among others that commas part?"""
    if plugin.kind is not Kind.INSTALLED:
        return False
    if "," in flag.name:
        return plugin.name in [part.strip().removeprefix("no:") for part in flag.name.split(",")]
    names = (normalized(plugin.distribution), normalized(plugin.module), normalized(plugin.module.partition(".")[0]))
    return normalized(flag.name) in names


def is_known(name: str, knowledge: Knowledge) -> bool:
    """Is it the name of another plugin, which is not installed here?"""
    return any(point.name == name for known in knowledge.plugins for point in known.entry_points)


def is_misspelt(written: str, name: str) -> bool:
    """Other capitals, or a letter or two that lack, are too many or stand in another place."""
    from difflib import SequenceMatcher

    is_long = min(len(written), len(name)) > 4
    return written.lower() == name.lower() or (is_long and SequenceMatcher(None, written, name).ratio() > ALIKE)


def problem(flag: PluginFlag, meant: list[Plugin], used: bool) -> Problem:
    owner, names = meant[0].distribution, [plugin.name for plugin in meant]
    right = " ".join(f"-p no:{name}" for name in names)
    called = f"its plugin is called {listing(names)}" if len(names) == 1 else f"its plugins are called {listing(names)}"
    return Problem(
        place=flag.place,
        message=f"'{flag.text}' switches nothing off: "
        + ("one flag blocks one plugin" if "," in flag.name else f"{owner} is installed, but {called}"),
        label=f"no plugin is called '{flag.name}'",
        consequence=f"{' and '.join(dict.fromkeys(each.distribution for each in meant))} "
        f"{'stay' if len({each.distribution for each in meant}) > 1 else 'stays'} loaded, without a message",
        fix=Fix(f"write '{right}'", (RenameWord(flag.place, f"no:{flag.name}", f"no:{names[0]}"),))
        if len(names) == 1 and not used and flag.source is Source.ADDOPTS and may_edit(flag.place)
        else None,
        help=f"write '{right}'",
    )
