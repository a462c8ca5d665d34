"""Two plugins are used that do not work together.

## Why

Plugins that add the same option, fixture or entry point, or that replace the same part of pytest, fight: pytest
stops, or one of them silently does nothing.

## Instead

Keep one of the two, or switch one off with `-p no:NAME` where the other is wanted.

## Fix safety

There is none: which of the two is wanted is for people to say.
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

# The rule plugins-share-marker knows the arguments of the mark; the topic async-tests knows loops.
ELSEWHERE = {(("flaky", "pytest-rerunfailures"), "mark"), (("pytest-asyncio", "anyio"), "ini")}


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
        if (
            conflict.relation == "pair"
            and conflict.holds(versions)
            and (conflict.plugins, conflict.when) not in ELSEWHERE
        ):
            places = evidence(conflict, facts)
            if places is not None:
                yield problem(conflict, places, versions, declared)


def problem(conflict: Conflict, places: list[Place], versions: dict[str, str], declared: Declared) -> Problem:
    asked = [place for name in conflict.plugins for place in declared_at(name, declared)]
    first = places[0] if places else asked[0] if asked else Place(ENVIRONMENT)
    names = " and ".join(f"{name} {versions[name]}" for name in conflict.plugins)
    fatal = conflict.kind == "fatal"
    return Problem(
        place=first,
        message=f"{names} do not work together",
        label="used here" if places else "asked for here" if asked else "",
        related=tuple(Related(place, "used here too") for place in places[1:])
        + tuple(Related(place, "asked for here") for place in asked if place != first),
        consequence=conflict.what,
        help=conflict.cure,
        severity=Severity.ERROR if fatal else Severity.WARNING if places else Severity.NOTE,
    )
