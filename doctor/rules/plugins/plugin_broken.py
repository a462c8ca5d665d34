"""A plugin is used that does not work with the installed pytest.

## Why

Plugins reach into pytest's inside, and some that are no longer maintained broke with a later pytest: on every run, or
once their option, mark or fixture is used. Others import a distribution that they do not declare.

## Instead

Take the successor that the message names, or the version of pytest that the plugin was made for.

## Fix safety

There is none: environments are changed by their owners.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.compatibility import Conflict
from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Declared, Distributions, Interpreter
from doctor.model.findings import Problem, Related, Severity
from doctor.model.places import ENVIRONMENT, Place
from doctor.model.plugins import Knowledge, Plugins
from doctor.model.sources import Fixtures, Sources
from doctor.rules.plugins._conditions import Facts, declared_at, evidence, versions_of
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(
    knowledge: Knowledge,
    plugins: Plugins,
    distributions: Distributions,
    interpreter: Interpreter,
    config: PytestConfig,
    command_line: CommandLine,
    ini: IniValues,
    sources: Sources,
    declared: Declared,
    fixtures: Fixtures,
) -> Iterator[Problem]:
    if not distributions.complete:
        return
    versions = versions_of(plugins, distributions, interpreter)
    facts = Facts(command_line, ini, sources, config, plugins, fixtures)
    for conflict in knowledge.conflicts:
        if conflict.relation in ("broken", "needs") and conflict.holds(versions):
            places = evidence(conflict, facts)
            if places is not None:
                yield problem(conflict, places, versions, declared)


def problem(conflict: Conflict, places: list[Place], versions: dict[str, str], declared: Declared) -> Problem:
    name = conflict.plugins[0]
    asked = declared_at(name, declared)
    first = places[0] if places else asked[0] if asked else Place(ENVIRONMENT)
    related = [Related(place, "used here too") for place in places[1:]]
    related += [Related(place, "asked for here") for place in asked if place != first]
    cause = f"does not work with pytest {versions.get('pytest', '')}"
    if conflict.relation == "needs":
        cause = f"needs {conflict.requires}, which it does not declare and which is not installed"
    return Problem(
        place=first,
        message=f"{name} {versions[name]} {cause}",
        label="used here" if places else "asked for here" if asked else "",
        related=tuple(related),
        consequence=conflict.what,
        help=conflict.cure,
        severity=Severity.ERROR if conflict.kind == "fatal" else Severity.WARNING if places else Severity.NOTE,
    )
