"""Two plugins are used that do not work together.

## Why

Plugins that add the same option, fixture or entry point, or that replace the same part of pytest, fight: pytest
stops, or one of them silently does nothing.

See https://docs.pytest.org/en/stable/how-to/plugins.html.

## Instead

Keep one of the two, or switch one off with `-p no:NAME` where the other is wanted.

## Fix safety

There is none: which of the two is wanted is for people to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Declared, Distributions, Interpreter
from doctor.model.findings import Problem, Severity
from doctor.model.plugins import Knowledge, Plugins
from doctor.model.sources import Fixtures, Sources
from doctor.rules.plugins._conditions import Facts, shown, told
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
    facts = Facts(
        knowledge, distributions, interpreter, declared, command_line, ini, sources, config, plugins, fixtures
    )
    for conflict, places, versions in shown(facts, ("pair",)):
        if (conflict.plugins, conflict.when) not in ELSEWHERE:
            names = " and ".join(f"{name} {versions[name]}" for name in conflict.plugins)
            yield told(conflict, places, f"{names} do not work together", facts)
