"""The fact `plugins`: every plugin of the call, loaded or not, what it provides, and why it is not loaded."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from doctor.facts.builtins import builtins_of
from doctor.facts.plugin_manager import Manager, on_command_line
from doctor.facts.plugin_sources import PluginSources
from doctor.facts.sources.hidden import is_hidden, norecursedirs
from doctor.model.config import PytestConfig, Source
from doctor.model.environment import Distribution, Distributions, Interpreter, Modules, Tree
from doctor.model.invocation import Invocation
from doctor.model.plugins import Builtin, EntryPoint, Kind, Knowledge, Plugin, Plugins

DISABLE = "PYTEST_DISABLE_PLUGIN_AUTOLOAD"
MOST_CONFTESTS = 500


def plugins(
    invocation: Invocation,
    pytest_version: str,
    config: PytestConfig,
    interpreter: Interpreter,
    distributions: Distributions,
    tree: Tree,
    knowledge: Knowledge,
) -> Plugins:
    """What pytest registers, in its order: its own, `-p`, entry points, PYTEST_PLUGINS, conftest files."""

    @cache
    def modules() -> Modules:
        from doctor.facts.modules import modules as provider

        return provider(invocation, config, interpreter, distributions, tree, knowledge)

    sources = PluginSources(invocation.project, modules, invocation.use_cache)
    manager = Manager(builtin_plugins(pytest_version), entry_points(distributions, knowledge), sources)
    off = autoload_off(invocation, config)
    load(manager, config, autoload=not off)
    add_conftests(manager, sources, config, tree)
    settled = (*manager.settled(off), *unloaded_conftests(manager, sources, config, tree))
    return Plugins(settled, complete=distributions.complete)


def builtin_plugins(pytest_version: str) -> dict[str, Builtin]:
    """pytest's own by name; the manager's brings the hooks."""
    builtins = builtins_of(pytest_version)
    found = {plugin.name: plugin for plugin in builtins.plugins}
    manager = found["pytestmanager"]
    found["pytestmanager"] = manager.replace(provided=manager.provided.replace(hookspecs=builtins.hooks))
    return found


def entry_points(distributions: Distributions, knowledge: Knowledge) -> Iterator[tuple[EntryPoint, Distribution]]:
    """The entry points of what is installed; of what is only locked or declared, those that are known."""
    for distribution in distributions:
        points = distribution.entry_points
        if not distribution.path and not points:
            known = knowledge.of_distribution(distribution.name)
            points = known.entry_points if known else ()
        for point in points:
            yield point, distribution


def autoload_off(invocation: Invocation, config: PytestConfig) -> str:
    """What switches the loading of entry points off, "" if nothing does."""
    if invocation.variables.get(DISABLE):
        return f"{DISABLE} is set"
    given = any(argument.text == "--disable-plugin-autoload" for argument in config.arguments)
    return "--disable-plugin-autoload is given" if given and config.version >= (8, 4) else ""


def load(manager: Manager, config: PytestConfig, autoload: bool) -> None:
    """Everything up to the conftest files. What the command line blocks is blocked before pytest's own are loaded."""
    flags = [flag for flag in config.plugin_flags if flag.source is not Source.PLUGINS_VARIABLE]
    for flag in on_command_line(flags):
        if flag.blocks:
            manager.block(flag)
    manager.load_default()
    for flag in flags:
        if flag.blocks:
            manager.block(flag)
        else:
            manager.load(flag)
    if autoload:
        manager.load_points()
    for flag in config.plugin_flags:
        if flag.source is Source.PLUGINS_VARIABLE:
            manager.import_plugin(flag.name, Kind.FLAG, by_point=by_point(config), flag=flag)


def by_point(config: PytestConfig) -> bool:
    """May PYTEST_PLUGINS and `pytest_plugins` name entry points? From 9.2 on."""
    return config.version >= (9, 2)


def add_conftests(manager: Manager, sources: PluginSources, config: PytestConfig, tree: Tree) -> None:
    """The initial conftest files, then those that collection comes to."""
    if _without_conftests(config):
        return
    for path in config.initial_conftests:
        manager.add_conftest(path, sources.file(path, "conftest"), True, by_point(config))
    for path in later_conftests(config, tree):
        if is_collected(path, config):
            manager.add_conftest(path, sources.file(path, "conftest"), False, by_point(config))


def unloaded_conftests(manager: Manager, sources: PluginSources, config: PytestConfig, tree: Tree) -> Iterator[Plugin]:
    """The conftest files that this call does not load, and why."""
    for path in (*config.initial_conftests, *later_conftests(config, tree)):
        if path not in manager.registered:
            reason = "--noconftest is given" if _without_conftests(config) else "this call does not collect its folder"
            if is_above(path, config.confcutdir):
                reason = f"it lies above confcutdir ({config.confcutdir})"
            provided = sources.file(path, "conftest")
            yield Plugin(
                path, Kind.CONFTEST, path, active=False, initial=False, reason=reason, provided=provided, file=path
            )


def _without_conftests(config: PytestConfig) -> bool:
    return any(argument.text == "--noconftest" for argument in config.arguments)


def later_conftests(config: PytestConfig, tree: Tree) -> list[str]:
    """The other conftest files of the project, without those in folders that collection would not enter."""
    patterns = norecursedirs(config)
    there = (path for path in tree.named("conftest.py") if not is_hidden(path, config, patterns))
    found = [path for path in there if path not in config.initial_conftests]
    return sorted(found, key=lambda path: (path.count("/"), path))[:MOST_CONFTESTS]


def is_collected(path: str, config: PytestConfig) -> bool:
    """Is its folder above or below something that this call collects, and not above confcutdir?"""
    folder = path.rpartition("/")[0]
    if is_above(path, config.confcutdir):
        return False
    return any(_contains(each, folder) or _contains(folder, each) for each in config.starts)


def is_above(path: str, confcutdir: str | None) -> bool:
    folder = path.rpartition("/")[0]
    cut = confcutdir if confcutdir and confcutdir != "." else ""
    return not cut.startswith("..") and folder != cut and _contains(folder, cut)


def _contains(outer: str, inner: str) -> bool:
    return not outer or inner == outer or inner.startswith(outer + "/")
