"""A plugin is used that does not work with the installed pytest.

## Why

Plugins reach into pytest's inside, and some that are no longer maintained broke with a later pytest: on every run, or
once their option, mark or fixture is used. Others import a distribution that they do not declare.

See https://docs.pytest.org/en/stable/backwards-compatibility.html.

## Instead

Take the successor that the message names, or the version of pytest that the plugin was made for.

## Fix safety

Environments are changed by their owners. Where the successor is installed, or pytest itself is it, its option or key is
written in place of the broken plugin's: not unasked, for it may work in another way.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.compatibility import Conflict
from doctor.model.config import CommandLine, GivenOption, IniValues, PytestConfig, Source
from doctor.model.environment import Declared, Distributions, Interpreter
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Change, Fix, RemoveWord, RenameKey
from doctor.model.places import Place
from doctor.model.plugins import Knowledge, Plugins
from doctor.model.rewrites import RenameWord
from doctor.model.sources import Fixtures, Sources
from doctor.rules.cures import home, may_edit
from doctor.rules.plugins._conditions import Facts, shown, told
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
    facts = Facts(
        knowledge, distributions, interpreter, declared, command_line, ini, sources, config, plugins, fixtures
    )
    for conflict, places, versions in shown(facts, ("broken", "needs")):
        name, cause = conflict.plugins[0], f"does not work with pytest {versions.get('pytest', '')}"
        if conflict.relation == "needs":
            cause = (
                f"needs {conflict.requires.replace('|', ' or ')}, which it does not declare and which is not installed"
            )
        found = told(conflict, places, f"{name} {versions[name]} {cause}", facts)
        yield found.replace(fix=succeeded(conflict, places, facts))


def succeeded(conflict: Conflict, places: list[Place], facts: Facts) -> Fix | None:
    """Options and keys become those of the plugin that stands in for this one, or of pytest."""
    successor = conflict.successor or "pytest"
    here = successor == "pytest" or any(each.distribution == successor for each in facts.plugins.active)
    if not conflict.instead or not here:
        return None
    changes, mended = [], []
    for old, new in conflict.instead:
        for option in facts.command_line.all(old):
            if option.source is Source.ADDOPTS and may_edit(option.place):
                changes.append(renamed(option, new))
                mended.append(option.place)
        key, where = facts.config.setting(old), home(facts.config)
        if key and where and not facts.config.setting(new):
            changes.append(RenameKey(*where, old, new))
            mended.append(key.place)
    names = " and ".join(f"'{new}' in place of '{old}'" for old, new in conflict.instead if new)
    return Fix(f"write {names}, of {successor}", tuple(changes)) if changes and set(places) <= set(mended) else None


def renamed(option: GivenOption, new: str) -> Change:
    return RenameWord(option.place, option.name, new) if new else RemoveWord(option.place)
