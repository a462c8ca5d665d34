"""A conftest unregisters a plugin when that plugin is being configured all the same.

## Why

`pytest_configure` is called for every plugin that is registered when configuring begins: the list is fixed by then. To
unregister a plugin in the `pytest_configure` of a conftest, even with `tryfirst`, takes its later hooks away and does
not keep its own `pytest_configure` from running. So it is no cure for a plugin that opens a socket there.

See https://docs.pytest.org/en/stable/how-to/writing_plugins.html#plugin-discovery-order-at-tool-startup and
https://docs.pytest.org/en/stable/reference/reference.html#std-hook-pytest_configure.

## Instead

`-p no:NAME` in `addopts` or `PYTEST_ADDOPTS`; or unregister it from `pytest_addoption(parser, pluginmanager)` of the
conftest, which runs in time. With the plugin go its markers, options and configuration keys.

For plugins that do nothing of note when they are configured this is a note.

## Fix safety

The hook becomes `pytest_addoption(parser, pluginmanager)`, where it does nothing but unregister, and no marks of the
plugin are in use. Without the plugin tests run otherwise, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.name_loops import NameLoop
from doctor.model.plugins import Plugins
from doctor.model.rewrites import ChangeHook
from doctor.model.sources import Call, SourceFile, Sources
from doctor.rules.environment._early import unregistered
from doctor.rules.registry import rule

BUSY = {
    "rerunfailures": "opens its socket",
    "pytest_rerunfailures": "opens its socket",
    "pytest-retry": "opens its socket",
    "xdist": "starts its workers",
    "pytest_cov": "starts to measure",
}


@rule(severity=Severity.WARNING, since="0.1")
def check(file: SourceFile, sources: Sources, plugins: Plugins, name_loops: tuple[NameLoop, ...]) -> Iterator[Problem]:
    for call, name in unregistered(file, name_loops) if file.role in ("conftest", "plugin") else ():
        if name and call.within == "pytest_configure" and is_there(name, plugins):
            yield problem(call, name).replace(fix=earlier(file, name, sources, plugins))


def earlier(file: SourceFile, name: str, sources: Sources, plugins: Plugins) -> Fix | None:
    """The hook that runs before all plugins are configured; None where their marks would be missing then."""
    function = file.function("pytest_configure")
    marks = {
        marker.name for plugin in plugins if name in (plugin.name, plugin.module) for marker in plugin.provided.markers
    }
    used = any(mark.name in marks for _, mark in sources.marks)
    if (
        used
        or not function
        or len(function.params) != 1
        or file.function("pytest_addoption")
        or file.role != "conftest"
    ):
        return None
    uses = ((f"{function.params[0].name}.pluginmanager", "pluginmanager"),)
    change = ChangeHook(function.place, "pytest_addoption", "parser, pluginmanager", uses)
    return Fix(f"unregister '{name}' in pytest_addoption(parser, pluginmanager)", (change,))


def is_there(name: str, plugins: Plugins) -> bool:
    return any(plugin.active and name in (plugin.name, plugin.module) for plugin in plugins)


def problem(call: Call, name: str) -> Problem:
    busy = BUSY.get(name)
    return Problem(
        place=call.place,
        message=f"plugin '{name}' is unregistered in pytest_configure, and its own pytest_configure runs all the same",
        label="too late",
        consequence=f"the plugin {busy or 'is configured'} nevertheless; its marks and options stay known",
        help=f"add -p no:{name} to addopts or PYTEST_ADDOPTS, or unregister it in pytest_addoption(parser, "
        "pluginmanager)",
        severity=Severity.WARNING if busy in ("opens its socket",) else Severity.NOTE,
    )
