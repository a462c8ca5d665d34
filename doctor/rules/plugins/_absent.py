"""Plugins that are there and not loaded: by `-p no:…`, or because autoload is off."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, PluginFlag, Source
from doctor.model.places import Place
from doctor.model.plugins import Kind, Plugin, Plugins
from doctor.rules.plugins._autoload import place_of_switch, switch


def absent(plugins: Plugins) -> Iterator[Plugin]:
    """Installed and built-in plugins that a flag blocks, or that are not autoloaded."""
    for plugin in plugins:
        if not plugin.active and (plugin.flag or plugin.kind is Kind.INSTALLED):
            yield plugin


def place_of(plugin: Plugin, command_line: CommandLine) -> Place:
    """Where it is switched off."""
    return plugin.flag.place if plugin.flag else place_of_switch(command_line)


def layer_of(flag: PluginFlag) -> str:
    """`addopts (pytest.ini)`, `PYTEST_ADDOPTS`, `the command line`."""
    if flag.place.is_file:
        return f"{flag.source.value} ({flag.place.file})"
    return "the command line" if flag.source is Source.COMMAND_LINE else flag.source.value


def switched_off(plugin: Plugin, command_line: CommandLine) -> str:
    """The clause after "which"."""
    if plugin.flag:
        return f"'{plugin.flag.text}' in {layer_of(plugin.flag)} switches off"
    return f"is installed, but not loaded: {switch(command_line)} is set"


def cure(plugin: Plugin, command_line: CommandLine) -> str:
    if plugin.flag:
        return f"remove '{plugin.flag.text}' from {layer_of(plugin.flag)}"
    return f"load it by name with '-p {plugin.name}' (or '-p {plugin.module}'), or take {switch(command_line)} away"
