"""A plugin that is loaded by itself is named once more by its module.

## Why

Installed plugins load by their entry points. Naming the module behind one with `-p`, in `PYTEST_PLUGINS` or in
`pytest_plugins` loads the same module under a second name, and pytest refuses: "Plugin already registered".

See https://docs.pytest.org/en/stable/how-to/writing_plugins.html#plugin-discovery-order-at-tool-startup.

## Instead

Take the name out, for the plugin is loaded anyway; or use the entry point's name, which pytest knows to be loaded.

## Fix safety

The entry point's name in `addopts` is safe: where autoload is on it changes nothing, and where it is off it loads the
plugin as before. `pytest_plugins` knows no entry points: the name is taken out of it, which is not done unasked, for
where autoload is off the plugin is missing then.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, PluginFlag, PytestConfig, Source
from doctor.model.environment import Variables
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Change, Fix, RemoveLines, RemoveWord
from doctor.model.places import Place
from doctor.model.plugins import Kind, Plugin, Plugins
from doctor.model.rewrites import RenameWord
from doctor.model.sources import SourceFile, Sources
from doctor.rules.cures import may_edit, option_removed
from doctor.rules.plugins._autoload import is_off
from doctor.rules.plugins._loaded import loaded
from doctor.rules.plugins._named import named, spoken
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(
    config: PytestConfig, plugins: Plugins, sources: Sources, command_line: CommandLine, variables: Variables
) -> Iterator[Problem]:
    autoloaded = {
        plugin.module: plugin
        for plugin in plugins
        if plugin.kind is Kind.INSTALLED and plugin.active and plugin.module != plugin.name
    }
    yield from of_conftests(sources, config, command_line)
    if not autoloaded or is_off(command_line, variables):
        return
    for flag in config.plugin_flags:
        if not flag.blocks and flag.name in autoloaded:
            found = problem(autoloaded[flag.name], flag.name, flag.place, spoken(flag))
            yield found.replace(fix=renamed(flag, autoloaded[flag.name].name))
    for file, name, place in named(sources):
        if name in autoloaded and file.role == "conftest":
            found = problem(autoloaded[name], name, place, f"pytest_plugins of {file.path}")
            yield found.replace(fix=Fix(f"take '{name}' out of pytest_plugins", (taken_out(file, place),)))


def of_conftests(sources: Sources, config: PytestConfig, command_line: CommandLine) -> Iterator[Problem]:
    """A conftest.py of a package that `pytest_plugins` names, which pytest loads by its path as well."""
    mode = command_line.last("--import-mode")
    if mode and mode.value == "importlib":
        return
    for file, name, place in named(sources):
        path = f"{name.replace('.', '/')}.py"
        is_package = sources.get(f"{path.rpartition('/')[0]}/__init__.py") is not None or name.count(".") == 1
        if file.role != "conftest" or not name.endswith(".conftest") or not is_package:
            continue
        if sources.get(path) in [*loaded(sources, config)]:
            yield Problem(
                place=place,
                message=f"pytest_plugins of {file.path} loads '{name}', and pytest loads {path} by itself",
                label="a conftest.py",
                consequence=f"pytest stops: ValueError: Plugin already registered under a different name: {path}",
                help=f"take '{name}' out: a conftest.py is found by its place",
                fix=Fix(f"take '{name}' out of pytest_plugins", (taken_out(file, place),)),
            )


def renamed(flag: PluginFlag, name: str) -> Fix | None:
    """The entry point's name in place of the module's."""
    if flag.source is not Source.ADDOPTS or not may_edit(flag.place):
        return None
    if not flag.text.startswith("-p "):
        return option_removed(flag)
    return Fix(f"write '-p {name}' in place of '{flag.text}'", (RenameWord(flag.place, flag.name, name),), safe=True)


def taken_out(file: SourceFile, place: Place) -> Change:
    """The name goes; the statement with it, where it is all that it holds."""
    value = file.value("pytest_plugins")
    lone = value is None or value.kind == "constant" or len(value.parts) == 1
    return RemoveLines(value.place if value else place) if lone else RemoveWord(place)


def problem(plugin: Plugin, name: str, place: Place, where: str) -> Problem:
    owner = plugin.distribution or plugin.name
    return Problem(
        place=place,
        message=f"{where} loads '{name}', which {owner} loads already as '{plugin.name}'",
        label=f"loaded already as '{plugin.name}'",
        consequence="pytest stops: ValueError: Plugin already registered under a different name: "
        f"{plugin.name}=<module '{name}'>",
        help=f"take '{name}' out, for {owner} is loaded by its entry point; or write '-p {plugin.name}' in addopts",
    )
