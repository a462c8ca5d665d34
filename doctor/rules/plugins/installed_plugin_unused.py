"""A plugin is installed that neither the project nor another distribution asks for.

## Why

Each plugin that is merely installed is loaded in every run: it costs time at the start, and some act on tests without
being asked.

See https://docs.pytest.org/en/stable/how-to/plugins.html#finding-out-which-plugins-are-active.

## Instead

Uninstall it, switch it off with `-p no:NAME`, or declare it.

## Fix safety

There is none: environments are changed by their owners.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues
from doctor.model.environment import Declared, Distributions, normalized
from doctor.model.findings import Problem, Severity
from doctor.model.places import ENVIRONMENT, Place
from doctor.model.plugins import Kind, Plugin, Plugins
from doctor.model.sources import Sources
from doctor.rules.registry import rule


@rule(severity=Severity.NOTE, since="0.1")
def check(
    plugins: Plugins,
    distributions: Distributions,
    declared: Declared,
    sources: Sources,
    command_line: CommandLine,
    ini: IniValues,
) -> Iterator[Problem]:
    if not plugins.complete or not declared.requirements:
        return
    asked = {requirement.key for requirement in declared.requirements}
    asked.add(normalized(declared.name or ""))
    asked |= {name_of(line) for distribution in distributions for line in distribution.requires}
    marks = {mark.name for _, mark in sources.marks}
    said: set[str] = set()
    requests = {name for _, test in sources.tests for name in test.requests}
    for plugin in plugins.active:
        key = normalized(plugin.distribution)
        unasked = plugin.kind is Kind.INSTALLED and key and key not in asked | said
        if unasked and not is_used(plugin, marks, requests, command_line, ini):
            said.add(key)
            yield problem(plugin)


def name_of(line: str) -> str:
    """The distribution that a requirement line names."""
    end = next((at for at, char in enumerate(line) if not (char.isalnum() or char in "-_.")), len(line))
    return normalized(line[:end])


def is_used(plugin: Plugin, marks: set[str], requests: set[str], command_line: CommandLine, ini: IniValues) -> bool:
    """Does anything of the project name something of it?"""
    provided = plugin.provided
    return (
        any(marker.name in marks for marker in provided.markers)
        or any(fixture.name in requests for fixture in provided.fixtures)
        or any(command_line.all(*option.names) for option in provided.options)
        or any((value := ini.get(key.name)) and value.origin != "default" for key in provided.ini)
    )


def problem(plugin: Plugin) -> Problem:
    return Problem(
        place=Place(ENVIRONMENT),
        message=f"{plugin.distribution} {plugin.version} is installed, loaded in every run, and nothing asks for it",
        help=f"`pip uninstall {plugin.distribution}`, or switch it off with '-p no:{plugin.name}'",
    )
