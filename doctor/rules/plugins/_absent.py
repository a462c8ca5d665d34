"""Plugins that are there and not loaded: by `-p no:…`, or because autoload is off."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, PluginFlag, PytestConfig, Source
from doctor.model.places import Place
from doctor.model.plugins import Kind, Plugin, Plugins
from doctor.rules.plugins._autoload import place_of_switch, switch


def absent(plugins: Plugins) -> Iterator[Plugin]:
    """Installed and built-in plugins that a flag blocks, or that are not autoloaded; unless the module is loaded under
    another name, as by `-p xdist.plugin`."""
    loaded = {plugin.module for plugin in plugins.active}
    for plugin in plugins:
        if not plugin.active and plugin.module not in loaded and (is_blocked(plugin) or is_not_autoloaded(plugin)):
            yield plugin


def is_around(name: str, plugin: Plugin) -> bool:
    """Is it the package of an installed plugin that is not loaded?"""
    is_off = plugin.kind is Kind.INSTALLED and not plugin.active and not plugin.flag
    return is_off and plugin.module.startswith(f"{name}.")


def is_missed_by_flag(plugin: Plugin, config: PytestConfig) -> bool:
    """Does a `-p` name the package around it? See plugin-flag-loads-package."""
    return any(not flag.blocks and is_around(flag.name, plugin) for flag in config.plugin_flags)


def is_blocked(plugin: Plugin) -> bool:
    return plugin.flag is not None and plugin.flag.blocks


def is_blocked_late(plugin: Plugin) -> bool:
    """Is it one of pytest's own that is unloaded after its options and fixtures were registered?"""
    return plugin.kind is Kind.BUILTIN and bool(plugin.flag and plugin.flag.source is not Source.COMMAND_LINE)


def is_not_autoloaded(plugin: Plugin) -> bool:
    return plugin.kind is Kind.INSTALLED and "autoload" in plugin.reason.lower()


def place_of(plugin: Plugin, command_line: CommandLine) -> Place:
    """Where it is switched off."""
    return plugin.flag.place if plugin.flag else place_of_switch(command_line)


def layer_of(source: Source, place: Place) -> str:
    """`addopts (pytest.ini)`, `PYTEST_ADDOPTS`, `the command line`."""
    if place.is_file:
        return f"{source.value} ({place.file})"
    return "the command line" if source is Source.COMMAND_LINE else source.value


def within_layer(source: Source, place: Place) -> str:
    """The same with its preposition."""
    return f"{'on' if source is Source.COMMAND_LINE else 'in'} {layer_of(source, place)}"


def said(flag: PluginFlag) -> str:
    """`'-p no:cov' in addopts (pytest.ini)`."""
    return f"'{flag.text}' {within_layer(flag.source, flag.place)}"


def switched_off(plugin: Plugin, command_line: CommandLine) -> str:
    """The clause after "which"."""
    if plugin.flag:
        return f"{said(plugin.flag)} switches off"
    return f"is installed, but not loaded: {switch(command_line)} is set"


def cure(plugin: Plugin, command_line: CommandLine) -> str:
    if plugin.flag:
        return f"remove '{plugin.flag.text}' from {layer_of(plugin.flag.source, plugin.flag.place)}"
    return f"load it by name with '-p {plugin.name}' (or '-p {plugin.module}'), or take {switch(command_line)} away"
