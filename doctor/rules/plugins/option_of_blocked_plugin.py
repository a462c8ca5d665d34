"""An option is given whose plugin is switched off.

## Why

`-p no:NAME` unloads the plugin together with its options. With the option still in `addopts` pytest stops. It is
different for a built-in plugin that is blocked in `addopts` or `PYTEST_ADDOPTS`: that comes too late to take its
options away, so they are accepted, and do nothing.

See https://docs.pytest.org/en/stable/how-to/plugins.html#deactivating-unregistering-a-plugin-by-name.

## Instead

Give only one of the two. Many plugins have an option that switches them off and leaves their options known: `--no-cov`
instead of `-p no:cov`, `-n 0` instead of `-p no:xdist`.

## Fix safety

Taking `-p no:…` out of `addopts` loads the plugin again; where it is given elsewhere, the options that need it are
taken out of `addopts`. Both change how the tests run, so neither is done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, GivenOption, PluginFlag, PytestConfig
from doctor.model.findings import Problem, Related, Severity
from doctor.model.plugins import Kind, Plugin, Plugins
from doctor.rules.cures import option_removed, options_removed
from doctor.rules.phrases import listing
from doctor.rules.plugins._absent import cure, switched_off
from doctor.rules.plugins._options import absent_owner, in_file, layer, places, said, within
from doctor.rules.registry import rule

OFF = {"pytest-cov": "--no-cov", "pytest-xdist": "-n 0", "pytest-benchmark": "--benchmark-disable"}


@rule(severity=Severity.ERROR, since="0.1")
def check(command_line: CommandLine, plugins: Plugins, config: PytestConfig) -> Iterator[Problem]:
    if not any(plugin.flag and not plugin.active for plugin in plugins):
        return
    groups: dict[str, tuple[Plugin, list[GivenOption]]] = {}
    for option in command_line.options:
        plugin = absent_owner(option, plugins)
        if plugin and plugin.flag and acts(option, plugin):
            groups.setdefault(plugin.name, (plugin, []))[1].append(option)
    for plugin, options in groups.values():
        if plugin.flag:
            yield problem(plugin, plugin.flag, options, config, command_line)


def acts(option: GivenOption, plugin: Plugin) -> bool:
    """Is it unknown, or known and idle? Display options of a plugin that is off are no loss."""
    return not option.known or (plugin.kind is Kind.BUILTIN and plugin.name in IDLE and is_one_of(option, plugin.name))


# What is silently not done when the plugin is unloaded after its options were added.
IDLE = {
    "cacheprovider": ("--lf", "--ff", "--nf", "--sw", "--cache-clear"),
    "stepwise": ("--sw", "--stepwise-skip"),
    "junitxml": ("--junitxml",),
    "doctest": ("--doctest-modules", "--doctest-glob"),
    "pastebin": ("--pastebin",),
    "debugging": ("--pdb", "--trace"),
}


def is_one_of(option: GivenOption, name: str) -> bool:
    return not set(IDLE[name]).isdisjoint({option.name, *option.names})


def problem(
    plugin: Plugin, flag: PluginFlag, options: list[GivenOption], config: PytestConfig, command_line: CommandLine
) -> Problem:
    first, owner = options[0], plugin.distribution or f"pytest's plugin '{plugin.name}'"
    given = listing(dict.fromkeys(option.text() for option in options))
    place = in_file(first.place, flag.place)
    off = OFF.get(plugin.distribution)
    instead = f", or switch it off by '{off}'" if off else ""
    return Problem(
        place=place,
        message=f"{given} {within(first)} {'needs' if len(options) == 1 else 'need'} {owner}, "
        f"which {switched_off(plugin, command_line)}",
        label="switched off here" if place is not first.place else "",
        related=(Related(first.place, "given here"), *places(options))
        if place is not first.place
        else (Related(flag.place, "switched off here"), *places(options)),
        consequence=said(options, config) if not first.known else f"pytest accepts {given} and does nothing with it",
        fix=option_removed(flag) or options_removed(options),
        help=f"{cure(plugin, command_line)}{instead}, or take {given} out of {layer(first)}",
    )
