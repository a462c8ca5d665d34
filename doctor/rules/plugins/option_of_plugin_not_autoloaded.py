"""An option is given whose plugin is installed, but not loaded while autoload is off.

## Why

`PYTEST_DISABLE_PLUGIN_AUTOLOAD` (or `--disable-plugin-autoload`, pytest 8.4 and later) keeps pytest from loading
plugins that are merely installed. Their options are then as unknown as those of a plugin that is not there.

## Instead

Name each plugin that is wanted with `-p`: the name of its entry point, or the module behind it. The package around that
module will not do (https://github.com/pytest-dev/pytest/issues/14135).

## Fix safety

Autoload may be off on purpose, so the plugin is not loaded by name unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, GivenOption, PytestConfig
from doctor.model.findings import Problem, Related, Severity
from doctor.model.plugins import Plugin, Plugins
from doctor.rules.cures import item_added
from doctor.rules.phrases import listing
from doctor.rules.plugins._autoload import place_of_switch, switch
from doctor.rules.plugins._options import absent_owner, places, said, unrecognized, within
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(command_line: CommandLine, plugins: Plugins, config: PytestConfig) -> Iterator[Problem]:
    groups: dict[str, tuple[Plugin, list[GivenOption]]] = {}
    for option in unrecognized(command_line):
        plugin = absent_owner(option, plugins)
        if plugin and not plugin.flag:
            groups.setdefault(plugin.name, (plugin, []))[1].append(option)
    for plugin, options in groups.values():
        yield problem(plugin, options, command_line, config)


def problem(plugin: Plugin, options: list[GivenOption], command_line: CommandLine, config: PytestConfig) -> Problem:
    first, owner, off = options[0], plugin.distribution or plugin.name, switch(command_line)
    given = listing(dict.fromkeys(option.text() for option in options))
    return Problem(
        place=first.place,
        message=f"{given} {within(first)} {'needs' if len(options) == 1 else 'need'} {owner}, "
        f"which is installed, but not loaded: {off} is set",
        label=f"{owner} is not loaded",
        related=(Related(place_of_switch(command_line), f"{off} switches autoload off"), *places(options)),
        consequence=said(options, config),
        fix=item_added(config, "addopts", f"-p {plugin.name}"),
        help=f"load it by name with '-p {plugin.name}' (or '-p {plugin.module}'), or unset {off}"
        if not off.startswith("-")
        else f"load it by name with '-p {plugin.name}' (or '-p {plugin.module}'), or drop {off}",
    )
