"""A conftest unregisters a plugin in time, and its marks are left without anyone who knows them.

## Why

A plugin that is unregistered before pytest is configured registers no markers. Under `--strict-markers` each of its
marks then stops the collection; otherwise they warn and do nothing. Where the plugin is taken out only under a
condition, in a sandbox say, the suite breaks there and nowhere else.

See https://docs.pytest.org/en/stable/how-to/writing_plugins.html#registering-custom-markers and
https://docs.pytest.org/en/stable/how-to/mark.html#raising-errors-on-unknown-marks.

## Instead

Register stand-ins where the plugin is taken out, with
`config.addinivalue_line("markers", "flaky(reruns): no reruns here")` in `pytest_configure` of the same conftest. The
plugin's options stay known, for they are added before.

## Fix safety

The conftest.py that unregisters the plugin registers its marks in `pytest_configure`: they are known then, and do
nothing, as without the plugin. It is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.markers import Markers
from doctor.model.name_loops import NameLoop
from doctor.model.plugins import Plugin, Plugins
from doctor.model.rewrites import AddCode
from doctor.model.sources import Call, Mark, SourceFile, Sources
from doctor.rules.environment._early import BEFORE, early_files, unregistered
from doctor.rules.phrases import listing, uses
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(
    sources: Sources, plugins: Plugins, markers: Markers, config: PytestConfig, name_loops: tuple[NameLoop, ...]
) -> Iterator[Problem]:
    if markers.open:
        return
    for file in early_files(sources, config):
        found: dict[str, list[Call]] = {}  # by the plugin, which may be unregistered and blocked
        for call, name in unregistered(file, name_loops):
            plugin = next((each for each in plugins.active if name and name in (each.name, each.module)), None)
            if plugin and call.within in BEFORE:
                found.setdefault(plugin.name, []).append(call)
        for plugin in (each for each in plugins.active if each.name in found):
            calls, lost = found[plugin.name], only_its_own(plugin, plugins, markers)
            marks = [mark for each in sources.collected for mark in each.marks if mark.name in lost]
            if marks:
                yield problem(calls, plugin, marks, markers).replace(fix=stand_in(file, plugin, marks))


def only_its_own(plugin: Plugin, plugins: Plugins, markers: Markers) -> set[str]:
    """The markers that nobody but this plugin registers."""
    others = [each for each in plugins.active if each.name != plugin.name]
    return {
        marker.name
        for marker in plugin.provided.markers
        if not any(other.provided.has_marker(marker.name) for other in others)
        and marker.name in markers.registered
        and markers.registered[marker.name].origin == plugin.name
    }


def stand_in(file: SourceFile, plugin: Plugin, marks: list[Mark]) -> Fix | None:
    """The marks registered by hand; None where the file has such a hook already."""
    if file.function("pytest_configure") or file.role != "conftest":
        return None
    names, owner = dict.fromkeys(mark.name for mark in marks), plugin.distribution or plugin.name
    lines = [f'    config.addinivalue_line("markers", "{name}: of {owner}, which is unregistered")' for name in names]
    text = "\n".join(["def pytest_configure(config):", *lines])
    return Fix(f"register {listing(names)} in {file.path}", (AddCode(file.path, text),))


def problem(calls: list[Call], plugin: Plugin, marks: list[Mark], markers: Markers) -> Problem:
    name = marks[0].name
    owner = plugin.distribution or plugin.name
    said = f"'{name}' not found in `markers` configuration option ({markers.strict_text})"
    return Problem(
        place=calls[0].place,
        message=f"{owner} is unregistered here, and its marks {listing(dict.fromkeys(mark.name for mark in marks))} "
        "are registered by nobody else",
        label="without its markers from here on",
        related=uses([mark.place for mark in marks]) + uses([call.place for call in calls[1:]], "and kept out here"),
        consequence=f"pytest stops: {said}"
        if markers.strict
        else f"PytestUnknownMarkWarning: Unknown pytest.mark.{name}",
        help=f'register a stand-in in pytest_configure: config.addinivalue_line("markers", "{name}: …")',
        severity=Severity.ERROR if markers.strict else Severity.WARNING,
    )
