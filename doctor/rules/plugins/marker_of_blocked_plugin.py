"""A marker is used whose plugin is switched off.

## Why

`-p no:NAME` unloads the plugin together with everything that it registers, and with autoload off it is never loaded.
Its markers become unknown: under `--strict-markers` collection stops, without it the marks do nothing but warn, and
`async def` tests have no runner.

See https://docs.pytest.org/en/stable/how-to/plugins.html#deactivating-unregistering-a-plugin-by-name and
https://docs.pytest.org/en/stable/how-to/mark.html#raising-errors-on-unknown-marks.

## Instead

Take the `-p no:…` out (or load the plugin by name, where autoload is off), or take the marks out. Registering the
marker by hand silences the message and leaves the tests without the plugin that gives the mark its meaning: they fail,
or are skipped, or pass without being run.

## Fix safety

Removing `-p no:…` loads the plugin again, which may change more than the marks; so it is offered, never done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.markers import Markers
from doctor.model.plugins import Plugin, Plugins
from doctor.model.sources import Mark, Sources
from doctor.rules.cures import option_removed
from doctor.rules.phrases import listing, uses
from doctor.rules.plugins._absent import absent, cure, is_missed_by_flag, place_of, switched_off
from doctor.rules.plugins._loaded import loaded
from doctor.rules.plugins._options import absent_owner
from doctor.rules.registry import rule

RUNNERS = ("asyncio", "anyio", "asyncio_cooperative", "tornado", "trio", "twisted")  # without them tests do not run


@rule(severity=Severity.ERROR, since="0.1")
def check(
    plugins: Plugins, sources: Sources, markers: Markers, command_line: CommandLine, config: PytestConfig
) -> Iterator[Problem]:
    for plugin in absent(plugins):
        if is_missed_by_flag(plugin, config):
            continue
        lost = {marker.name for marker in plugin.provided.markers} - set(markers.registered)
        marks = [mark for file in loaded(sources, config) for mark in file.marks if mark.name in lost] if lost else []
        if marks and not any(absent_owner(option, plugins) is plugin for option in command_line.options):
            yield problem(plugin, marks, markers, command_line)


def problem(plugin: Plugin, marks: list[Mark], markers: Markers, command_line: CommandLine) -> Problem:
    names = list(dict.fromkeys(mark.name for mark in marks))
    verb = "belongs" if len(names) == 1 else "belong"
    return Problem(
        place=place_of(plugin, command_line),
        message=f"{'marker' if len(names) == 1 else 'markers'} {listing(names)} {verb} to "
        f"{plugin.distribution or plugin.name}, which {switched_off(plugin, command_line)}",
        label="switched off here",
        related=uses([mark.place for mark in marks]),
        consequence=consequence(marks, markers),
        help=f"{cure(plugin, command_line)}, or remove the {'mark' if len(marks) == 1 else 'marks'}; "
        "registering the marker by hand would leave the tests without the plugin",
        fix=option_removed(plugin.flag) if plugin.flag else None,
        severity=Severity.ERROR if markers.strict or set(names) & set(RUNNERS) else Severity.WARNING,
    )


def consequence(marks: list[Mark], markers: Markers) -> str:
    name = marks[0].name
    if not markers.strict:
        return f"PytestUnknownMarkWarning: Unknown pytest.mark.{name}; the marks do nothing"
    where = f", {markers.strict_place}" if markers.strict_place else ""
    return f"pytest stops: '{name}' not found in `markers` configuration option ({markers.strict_text}{where})"
