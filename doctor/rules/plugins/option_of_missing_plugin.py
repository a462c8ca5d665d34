"""An option is given whose plugin is not installed.

## Why

pytest knows only its own options and those of the plugins that it loads. One that nobody adds ends the run before
anything is collected, wherever it comes from: `addopts`, the variable `PYTEST_ADDOPTS`, or the command line.

Calls in a Makefile, a script or the settings of VS Code are read as well, where they run in the environment at hand:
no recipe installs anything, enters a container, or goes through tox, nox, poetry, uv or their like. That is an error
where a Makefile calls, the project declares its pytest, and this plugin nowhere; else the environment may lack it.

See https://docs.pytest.org/en/stable/how-to/plugins.html.

## Instead

Install the plugin beside pytest, and declare it where the project declares pytest; or take the option out. An option
that only some environments can serve belongs on their command line, not into `addopts`.

## Fix safety

Taking the options out runs the tests without what the plugin does, so it is never done unasked, and not offered where
the project declares the plugin: there it is to be installed.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.config import CommandLine, GivenOption, PytestConfig
from doctor.model.environment import Declared, Distributions, normalized
from doctor.model.findings import Problem, Severity
from doctor.model.plugins import Knowledge, Plugins
from doctor.rules.cures import options_removed
from doctor.rules.phrases import install, listing
from doctor.rules.plugins._calls_here import lacking
from doctor.rules.plugins._calls_here import problem as of_calls
from doctor.rules.plugins._options import by_layer, layer, owners, places, said, unrecognized, within
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(
    command_line: CommandLine,
    plugins: Plugins,
    knowledge: Knowledge,
    config: PytestConfig,
    declared: Declared,
    distributions: Distributions,
    calls: Calls,
) -> Iterator[Problem]:
    lost = unrecognized(command_line) if plugins.complete else ()
    groups: dict[str, list[GivenOption]] = {}
    for option in lost:
        if not owners(option, plugins) and (names := adding(option, knowledge)):
            groups.setdefault(best(names, declared), []).append(option)
    loaded = {plugin.name for plugin in plugins.active}
    asked = {flag.name for flag in config.plugin_flags if not flag.blocks} - loaded
    for name, options in groups.items():
        if asked and asked & names_of(name, knowledge):
            continue  # plugin-module-not-found says so of the `-p` that comes first
        for together in by_layer(options):
            yield problem(name, together, config, declared, distributions, knowledge)
    for name, given in lacking(calls, plugins, knowledge, declared, distributions).items():
        if name not in groups:
            yield of_calls(name, given, declared, calls)


def adding(option: GivenOption, knowledge: Knowledge) -> list[str]:
    """The known distributions that would add it."""
    names = (option.name, *option.names)
    return list(dict.fromkeys(known.distribution for name in names for known in knowledge.with_option(name)))


def names_of(distribution: str, knowledge: Knowledge) -> set[str]:
    """The names by which `-p` may ask for a distribution's plugins."""
    known = knowledge.of_distribution(distribution)
    points = known.entry_points if known else ()
    return {name for each in points for name in (each.name, each.module, each.module.partition(".")[0])}


def best(names: list[str], declared: Declared) -> str:
    """The distribution that is meant: the one that the project declares, else the first one known."""
    return next((name for name in names if declared.get(normalized(name))), names[0])


def problem(
    name: str,
    options: list[GivenOption],
    config: PytestConfig,
    declared: Declared,
    distributions: Distributions,
    knowledge: Knowledge,
) -> Problem:
    first = options[0]
    installed, known = distributions.get(name), knowledge.of_distribution(name)
    state, cure = "which is not installed", install(name, declared)
    if installed:
        state = f"and the installed {installed.version} does not have {'it' if len(options) == 1 else 'them'}"
        cure = f"`pip install -U {name}` (version {known.version} does)" if known else f"`pip install -U {name}`"
    given = listing(dict.fromkeys(option.text() for option in options))
    verb = "needs" if len(options) == 1 else "need"
    return Problem(
        place=first.place,
        message=f"{given} {within(first)} {verb} {name}, {state}",
        label=f"only {name} adds it" if len(options) == 1 else f"only {name} adds them",
        related=places(options, f"also of {name}"),
        consequence=said(options, config),
        help=f"{cure}, or take {given} out of {layer(first)}",
        fix=None if declared.get(normalized(name)) else options_removed(options),  # what is asked for is installed
    )
