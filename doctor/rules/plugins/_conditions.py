"""When a known conflict shows, and where what brings it out was written."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.compatibility import Conflict
from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Declared, Distributions, Interpreter, normalized
from doctor.model.places import Place
from doctor.model.plugins import Plugins
from doctor.model.record import Record
from doctor.model.sources import SourceFile, Sources
from doctor.rules.plugins._loaded import loaded


class Facts(Record):
    """Where uses are looked for."""

    command_line: CommandLine
    ini: IniValues
    sources: Sources
    config: PytestConfig


def versions_of(plugins: Plugins, distributions: Distributions, interpreter: Interpreter) -> dict[str, str]:
    """Versions by normalized name: of distributions whose plugins are loaded, or that have none, and of Python."""
    idle = {normalized(plugin.distribution) for plugin in plugins if plugin.distribution and not plugin.active}
    idle -= {normalized(plugin.distribution) for plugin in plugins.active if plugin.distribution}
    found = {distribution.key: distribution.version for distribution in distributions if distribution.key not in idle}
    return found | ({"python": interpreter.version} if interpreter.version else {})


def evidence(conflict: Conflict, facts: Facts) -> list[Place] | None:
    """Where the condition of the conflict is met; empty when it always is, None when it is not."""
    if conflict.when == "always":
        return []
    found = list(FINDERS[conflict.when](conflict, facts)) if conflict.when in FINDERS else []
    return found or None


def options(conflict: Conflict, facts: Facts) -> Iterator[Place]:
    for option in facts.command_line.all(*conflict.options):
        if option.value not in ("0", "no"):  # `-n 0`, `--dist no` switch off
            yield option.place


def keys(conflict: Conflict, facts: Facts) -> Iterator[Place]:
    for name, wanted in conflict.ini:
        found = facts.ini.get(name)
        if found and found.origin != "default" and (not wanted or str(found.value).lower() == wanted) and found.place:
            yield found.place


def marks(conflict: Conflict, facts: Facts) -> Iterator[Place]:
    for file in files(facts):
        yield from (mark.place for mark in file.marks if mark.name in conflict.marks)


def fixtures(conflict: Conflict, facts: Facts) -> Iterator[Place]:
    for file in files(facts):
        own = {fixture.name for fixture in file.fixtures}
        for function in file.functions:
            yield from (param.place for param in function.params if param.name in conflict.fixtures and not own)


def imports(conflict: Conflict, facts: Facts) -> Iterator[Place]:
    names = tuple(name.replace("-", "_") for name in conflict.plugins)
    for file in files(facts):
        yield from (each.place for each in file.imports if each.module.partition(".")[0] in names)


def files(facts: Facts) -> Iterator[SourceFile]:
    return loaded(facts.sources, facts.config)


FINDERS = {"option": options, "ini": keys, "mark": marks, "fixture": fixtures, "import": imports}


def declared_at(name: str, declared: Declared) -> list[Place]:
    """The lines that ask for the distribution."""
    return [Place(requirement.file, requirement.line) for requirement in declared.get(normalized(name))]
