"""An option is given whose plugin needs another plugin that is switched off.

## Why

Some plugins lean on others: pytest-html on pytest-metadata, pytest-testmon and pytest-isort on pytest's own cache.
Their options are accepted while the other one is off, and the run ends with an INTERNALERROR.

See https://docs.pytest.org/en/stable/how-to/plugins.html#deactivating-unregistering-a-plugin-by-name.

## Instead

Leave both on, or take the option out.

## Fix safety

Removing `-p no:…` (or, where that is given elsewhere, the option that needs the plugin) changes how tests run, so it is
not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, GivenOption, Source
from doctor.model.findings import Problem, Related, Severity
from doctor.model.plugins import Kind, Plugin, Plugins
from doctor.rules.cures import option_removed
from doctor.rules.plugins._absent import absent, cure, place_of, switched_off
from doctor.rules.registry import rule

# The plugin that is off, whose plugin needs it, by which option, and whether only when typed on the command line.
NEEDS = (
    ("metadata", "pytest-html", "--html", False, "KeyError: <_pytest.stash.StashKey object …>"),
    ("cacheprovider", "pytest-testmon", "--testmon", True, "KeyError: 'lf'"),
    ("cacheprovider", "pytest-isort", "--isort", False, "AttributeError: 'Config' object has no attribute 'cache'"),
)


@rule(severity=Severity.ERROR, since="0.1")
def check(plugins: Plugins, command_line: CommandLine) -> Iterator[Problem]:
    loaded = {plugin.distribution for plugin in plugins.active}
    for plugin in absent(plugins):
        for name, distribution, option, only_typed, error in NEEDS:
            given = command_line.last(option)
            typed = plugin.kind is not Kind.BUILTIN or (plugin.flag and plugin.flag.source is Source.COMMAND_LINE)
            if plugin.name == name and distribution in loaded and given and (typed or not only_typed):
                yield problem(plugin, distribution, given, error, command_line)


def problem(plugin: Plugin, distribution: str, given: GivenOption, error: str, command_line: CommandLine) -> Problem:
    owner = plugin.distribution or f"pytest's plugin '{plugin.name}'"
    return Problem(
        place=given.place,
        message=f"'{given.text()}' of {distribution} needs {owner}, which {switched_off(plugin, command_line)}",
        label=f"needs {owner}",
        related=(Related(place_of(plugin, command_line), "switched off here"),),
        consequence=f"pytest stops: INTERNALERROR> {error}",
        fix=(option_removed(plugin.flag) if plugin.flag else None) or option_removed(given),
        help=f"{cure(plugin, command_line)}, or take '{given.text()}' out",
    )
