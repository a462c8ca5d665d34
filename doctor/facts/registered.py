"""Which plugins have registered their options and keys by the time the command line is parsed."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import Source
from doctor.model.plugins import Kind, Plugin, Plugins


def registered(plugins: Plugins) -> Iterator[Plugin]:
    """The active ones, and those of pytest itself that `-p no:` blocks too late: anywhere but on the command line."""
    return (plugin for plugin in plugins if plugin.active or _blocked_late(plugin))


def _blocked_late(plugin: Plugin) -> bool:
    return plugin.kind is Kind.BUILTIN and plugin.flag is not None and plugin.flag.source is not Source.COMMAND_LINE
