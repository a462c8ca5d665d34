"""Hooks of the project's own plugins."""

from __future__ import annotations

from doctor.model.places import Place
from doctor.model.plugins import HookImpl, Kind, Plugin
from doctor.model.sources import Sources

LOCAL = (Kind.CONFTEST, Kind.MODULE, Kind.FLAG)


def is_conditional(impl: HookImpl, plugin: Plugin, sources: Sources) -> bool:
    """Is it defined under a condition, such as that a plugin is installed?"""
    file = sources.get(plugin.file)
    function = file.function(impl.name) if file else None
    return bool(function and function.branch)


def place_of(impl: HookImpl, plugin: Plugin) -> Place:
    return impl.place or Place(plugin.file, 1, 1)
