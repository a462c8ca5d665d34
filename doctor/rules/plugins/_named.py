"""Plugins by the names that files and options give them."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PluginFlag, Source
from doctor.model.places import Place
from doctor.model.sources import UNSURE_PLUGINS, SourceFile, Sources
from doctor.rules.plugins._absent import said


def named(sources: Sources) -> Iterator[tuple[SourceFile, str, Place]]:
    """What `pytest_plugins` names in conftest files and plugins, where it stands under no condition."""
    for file in sources:
        value = file.value("pytest_plugins") if file.role in ("conftest", "plugin") else None
        if value is not None and not file.value(UNSURE_PLUGINS):
            for item in value.parts if value.kind in ("list", "tuple", "set") else (value,):
                names = item.text.split(",") if item is value and item.text else [item.text]
                yield from ((file, name, item.place) for name in names if name)  # a lone string is split at commas


def spoken(flag: PluginFlag) -> str:
    return "PYTEST_PLUGINS" if flag.source is Source.PLUGINS_VARIABLE else said(flag)
