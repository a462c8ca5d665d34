"""A step switches the loading of plugins off, and addopts needs one of them.

## Why

PYTEST_DISABLE_PLUGIN_AUTOLOAD in an image or a CI job keeps every installed plugin out that is not named with `-p` or
PYTEST_PLUGINS. The options of `addopts` hold there, too: pytest stops with `error: unrecognized arguments`, while all
is well on the machine where the variable is not set.

See https://docs.pytest.org/en/stable/how-to/plugins.html#disabling-plugins-from-autoloading and
https://docs.pytest.org/en/stable/reference/reference.html#envvar-PYTEST_DISABLE_PLUGIN_AUTOLOAD.

## Instead

Load the plugin by name: `-p xdist` in `addopts`, which does no harm where it is loaded anyway; or take the variable
away.

## Fix safety

The plugin is named in `addopts`, where it is loaded by name in each call then: it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls, PytestCall, Variable, option_of
from doctor.model.config import CommandLine, PytestConfig, Source
from doctor.model.findings import Problem, Related, Severity
from doctor.model.places import Place
from doctor.model.plugins import Kind, Plugin, Plugins
from doctor.rules.cures import item_added
from doctor.rules.plugins._autoload import NO, VARIABLE
from doctor.rules.registry import rule

OTHERWISE = ("-c", "--config-file", "-o", "--override-ini", "--rootdir")


@rule(severity=Severity.WARNING, since="0.1")
def check(calls: Calls, command_line: CommandLine, config: PytestConfig, plugins: Plugins) -> Iterator[Problem]:
    if config.rootdir != ".":
        return
    said: set[Place] = set()
    for call in calls.calls:
        off = next((each for each in call.settings if each.name == VARIABLE), None)
        if off and off.place not in said and (found := lost(call, command_line, config, plugins)):
            said.add(off.place)
            yield problem(off, call, *found, config)


def lost(
    call: PytestCall, command_line: CommandLine, config: PytestConfig, plugins: Plugins
) -> tuple[str, Place, Plugin] | None:
    """The first option that needs a plugin which is not loaded by name."""
    if any(word.text.startswith((*OTHERWISE, "-p")) for word in call.words):
        return None
    if any(each.name == "PYTEST_PLUGINS" for each in call.settings):
        return None
    given = [(each.names, each.text(), each.place) for each in command_line.options if each.source is Source.ADDOPTS]
    given += [((option_of(word.text),), word.text, word.place) for word in call.words]
    for names, text, place in given:
        owners = [plugin for name in names if name for plugin in plugins.with_option(name)]
        if owners and all(plugin.kind is Kind.INSTALLED and not is_named(plugin, config, plugins) for plugin in owners):
            return text, place, owners[0]
    return None


def is_named(plugin: Plugin, config: PytestConfig, plugins: Plugins) -> bool:
    """Is it loaded by name: by `-p`, or by `pytest_plugins` of a conftest or another plugin?"""
    flags = {flag.name for flag in config.plugin_flags if not flag.blocks}
    named = {name for each in plugins.active for name in each.provided.plugins}
    return bool({plugin.name, plugin.module, plugin.module.partition(".")[0]} & (flags | named))


def problem(off: Variable, call: PytestCall, text: str, place: Place, plugin: Plugin, config: PytestConfig) -> Problem:
    what = f"set to '{off.value}' here, which counts as yes" if off.value.lower() in NO else "set here"
    return Problem(
        place=off.place,
        message=f"{VARIABLE} is {what}, and '{text}' needs {plugin.distribution}, which is not loaded then",
        label="keeps plugins out",
        related=(Related(place, "given here"), Related(call.place, "called here")),
        consequence=f"pytest stops there: error: unrecognized arguments: {text}",
        help=f"load it by name with '-p {plugin.name}', or take {VARIABLE} away",
        fix=item_added(config, "addopts", f"-p {plugin.name}"),
    )
