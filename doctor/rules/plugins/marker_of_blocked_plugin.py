"""A marker is used whose plugin is switched off.

## Why

`-p no:NAME` unloads the plugin together with everything that it registers. Its markers become unknown: under
`--strict-markers` collection stops, without it the marks do nothing but warn, and `async def` tests have no runner.

## Instead

Take the `-p no:…` out, or take the marks out. Registering the marker by hand silences the message and leaves the
tests without the plugin that gives the mark its meaning: they fail, or are skipped, or pass without being run.

## Fix safety

Removing `-p no:…` loads the plugin again, which may change more than the marks; so it is offered, never done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PluginFlag
from doctor.model.findings import Problem, Severity
from doctor.model.plugins import Plugin, Plugins
from doctor.model.sources import Mark, Markers, Sources
from doctor.rules.phrases import plural, uses
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(plugins: Plugins, sources: Sources, markers: Markers) -> Iterator[Problem]:
    for plugin in plugins:
        if plugin.flag and not plugin.active:
            lost = {marker.name for marker in plugin.provided.markers} - set(markers.registered)
            marks = [mark for _, mark in sources.marks if mark.name in lost]
            if marks:
                yield problem(plugin, plugin.flag, marks, markers)


def problem(plugin: Plugin, flag: PluginFlag, marks: list[Mark], markers: Markers) -> Problem:
    names = " and ".join(f"'{name}'" for name in dict.fromkeys(mark.name for mark in marks))
    noun = "marker" if len({mark.name for mark in marks}) == 1 else "markers"
    owner = plugin.distribution or plugin.name
    belongs = "belongs" if noun == "marker" else "belong"
    return Problem(
        place=flag.place,
        message=f"{noun} {names} {belongs} to {owner}, which '{flag.text}' switches off",
        label="switched off here",
        related=uses([mark.place for mark in marks]),
        consequence=consequence(marks, markers),
        help=f"remove '{flag.text}' so that {owner} is loaded, or remove the {plural(len(marks), 'mark')}",
        severity=Severity.ERROR
        if markers.strict or any(mark.name == "asyncio" for mark in marks)
        else Severity.WARNING,
    )


def consequence(marks: list[Mark], markers: Markers) -> str:
    if not markers.strict:
        return f"PytestUnknownMarkWarning: Unknown pytest.mark.{marks[0].name}; the marks do nothing"
    where = f", {markers.strict_place}" if markers.strict_place else ""
    return f"pytest stops: '{marks[0].name}' not found in `markers` configuration option ({markers.strict_text}{where})"
