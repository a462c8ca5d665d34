"""`-p` names the package around a plugin, not the plugin.

## Why

With autoload off, a plugin must be loaded by the name of its entry point or by its module. The package around the
module can be imported as well, so pytest takes it for a plugin; but its options, hooks and fixtures are elsewhere, and
nobody says so (https://github.com/pytest-dev/pytest/issues/14135).

## Instead

Name the entry point, or the module behind it.

## Fix safety

The plugin is then loaded, so its module is not written unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PluginFlag, PytestConfig, Source
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.plugins import Kind, Plugin, Plugins
from doctor.model.rewrites import RenameWord
from doctor.rules.cures import may_edit
from doctor.rules.plugins._absent import is_around
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, plugins: Plugins) -> Iterator[Problem]:
    points = {plugin.name for plugin in plugins if plugin.kind in (Kind.INSTALLED, Kind.BUILTIN)}
    for flag in config.plugin_flags:
        if not flag.blocks and flag.name not in points:
            missed = [plugin for plugin in plugins if is_around(flag.name, plugin)]
            if missed and not any(plugin.module == flag.name for plugin in plugins if plugin.kind is Kind.INSTALLED):
                yield problem(flag, missed[0])


def problem(flag: PluginFlag, plugin: Plugin) -> Problem:
    owner = plugin.distribution or plugin.name
    return Problem(
        place=flag.place,
        message=f"'{flag.text}' loads the package '{flag.name}', and the plugin of {owner} is '{plugin.module}'",
        label="not the plugin",
        consequence=f"{owner} is not loaded, without a message: its options, markers and fixtures are unknown",
        fix=Fix(f"write '-p {plugin.module}'", (RenameWord(flag.place, flag.name, plugin.module),))
        if flag.source is Source.ADDOPTS and may_edit(flag.place)
        else None,
        help=f"write '-p {plugin.name}' or '-p {plugin.module}'",
    )
