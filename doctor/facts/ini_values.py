"""The fact `ini`: every configuration option with its effective value, as `config.getini` returns it."""

from __future__ import annotations

import os
from collections.abc import Iterator

from doctor.facts.getini import Getini, UsageError, default_of, file_values, override_values
from doctor.facts.registered import registered
from doctor.model.config import IniValue, IniValues, Override, PytestConfig, Source
from doctor.model.invocation import Invocation
from doctor.model.plugins import IniKey, Plugins


def ini(invocation: Invocation, config: PytestConfig, plugins: Plugins) -> IniValues:
    """All options that pytest and its plugins register, their aliases, and those that are set."""
    getini = getini_of(invocation, config)
    keys = {key.name: key for plugin in registered(plugins) for key in plugin.provided.ini}
    found = dict(_known(getini, keys))
    for name, raw in getini.set_values.items():
        if name not in found:
            found[name] = IniValue(name, raw.value, raw.origin, raw.mode, raw.place, raw.setting, known=False)
    return IniValues(found)


def getini_of(invocation: Invocation, config: PytestConfig) -> Getini:
    """What answers for this call."""
    project = os.path.realpath(invocation.project)
    file = config.configfile
    inipath = os.path.normpath(os.path.join(project, file.file)) if file else None
    values = file_values(file) if file else {}
    return Getini(config.version, values, override_values(effective(config)), inipath, project)


def effective(config: PytestConfig) -> Iterator[Override]:
    """The overrides that count: `-o` within addopts does from 9.1 (pytest-dev/pytest#14442)."""
    ours = (Source.ENVIRONMENT, Source.COMMAND_LINE)
    return (each for each in config.overrides if each.source in ours or config.version >= (9, 1))


def _known(getini: Getini, keys: dict[str, IniKey]) -> Iterator[tuple[str, IniValue]]:
    for key in keys.values():
        value = _value(getini, key)
        yield key.name, value
        for alias in key.aliases:
            yield alias, value.replace(name=alias)


def _value(getini: Getini, key: IniKey) -> IniValue:
    raw = getini.raw(key)
    if raw is None:
        return IniValue(key.name, default_of(key), "default", "ini")
    try:
        value, error = getini.get(key), None
    except (UsageError, TypeError, ValueError, AssertionError) as fault:
        value, error = None, str(fault)
    return IniValue(key.name, value, raw.origin, raw.mode, raw.place, raw.setting, error=error)
