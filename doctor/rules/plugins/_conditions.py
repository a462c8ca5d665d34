"""When a known conflict shows, where what brings it out was written, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.compatibility import Conflict
from doctor.model.config import CommandLine, GivenOption, IniValues, PytestConfig
from doctor.model.environment import Declared, Distributions, Interpreter, normalized
from doctor.model.findings import Problem, Related, Severity
from doctor.model.places import ENVIRONMENT, Place
from doctor.model.plugins import Knowledge, Plugins
from doctor.model.record import Record
from doctor.model.sources import Fixtures, SourceFile, Sources
from doctor.rules.plugins._loaded import loaded


class Facts(Record):
    """What conflicts there are, what is installed, and where uses are looked for."""

    knowledge: Knowledge
    distributions: Distributions
    interpreter: Interpreter
    declared: Declared
    command_line: CommandLine
    ini: IniValues
    sources: Sources
    config: PytestConfig
    plugins: Plugins
    fixtures: Fixtures


def shown(facts: Facts, relations: tuple[str, ...]) -> Iterator[tuple[Conflict, list[Place], dict[str, str]]]:
    """The conflicts of these kinds that show here: where, and the versions by normalized name."""
    if not facts.distributions.complete:
        return
    versions = versions_of(facts.plugins, facts.distributions, facts.interpreter)
    for conflict in facts.knowledge.conflicts:
        if conflict.relation in relations and conflict.holds(versions):
            places = evidence(conflict, facts)
            if places is not None:
                yield conflict, places, versions


def told(conflict: Conflict, places: list[Place], message: str, facts: Facts) -> Problem:
    """The problem, where the plugin is used, or else asked for."""
    asked = [place for name in conflict.plugins for place in declared_at(name, facts.declared)]
    first = places[0] if places else asked[0] if asked else Place(ENVIRONMENT)
    return Problem(
        place=first,
        message=message,
        label="used here" if places else "asked for here" if asked else "",
        related=tuple(Related(place, "used here too") for place in places[1:])
        + tuple(Related(place, "asked for here") for place in asked if place != first),
        consequence=conflict.what,
        help=conflict.cure,
        severity=Severity.ERROR if conflict.kind == "fatal" else Severity.WARNING if places else Severity.NOTE,
    )


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
    kinds = [list(find(conflict, facts)) for find in (options, keys, marks, fixtures)]
    listed = (conflict.options, conflict.ini, conflict.marks, conflict.fixtures)
    if conflict.every and any(wanted and not met for wanted, met in zip(listed, kinds, strict=True)):
        return None
    found = [place for met in kinds for place in met]
    if conflict.when in ("use", "import"):
        found += uses(conflict, facts)
    return found or None


def options(conflict: Conflict, facts: Facts) -> list[Place]:
    """The options that are given; of a pair whose options are both named, some of each plugin."""
    given = [option for option in facts.command_line.all(*conflict.options) if is_on(option)]
    owners = {name: owner(name, conflict, facts) for name in conflict.options}
    met = {owners.get(name) for option in given for name in option.names}
    if conflict.relation == "pair" and not met.issuperset(owners.values()):
        return []
    return [option.place for option in given]


def is_on(option: GivenOption) -> bool:
    """`-n 0` and `--dist no` switch off."""
    return option.value not in ("0", "no")


def owner(name: str, conflict: Conflict, facts: Facts) -> str:
    """Which of the plugins adds the option."""
    found = (plugin.distribution for plugin in facts.plugins.with_option(name))
    return next((distribution for distribution in found if normalized(distribution) in conflict.plugins), "")


def keys(conflict: Conflict, facts: Facts) -> list[Place]:
    """The keys that have the value; of a pair, all of them must."""
    found = []
    for name, wanted in conflict.ini:
        key = facts.ini.get(name)
        is_set = bool(key and key.origin != "default" and wanted in ("", str(key.value).lower()))
        if is_set and key and key.place:
            found.append(key.place)
        elif conflict.relation == "pair":
            return []
    return found


def marks(conflict: Conflict, facts: Facts) -> Iterator[Place]:
    for file in files(facts) if conflict.marks else ():
        yield from (mark.place for mark in file.marks if mark.name in conflict.marks)


def fixtures(conflict: Conflict, facts: Facts) -> Iterator[Place]:
    """Where tests ask for one of the fixtures, unless the project has its own of that name."""
    for file in files(facts) if conflict.fixtures else ():
        for test in file.tests:
            for name in test.requests:
                seen = facts.fixtures.of(file.path, name)
                if name in conflict.fixtures and (seen is None or seen.fixture is None):
                    yield test.place


def uses(conflict: Conflict, facts: Facts) -> Iterator[Place]:
    """Imports of the plugin's module, and calls of what it puts into pytest: `pytest.lazy_fixture`."""
    plugin = conflict.plugins[0]
    stem = plugin.removeprefix("pytest-").replace("-", "_")
    owned = [each for each in facts.plugins if normalized(each.distribution) == plugin]
    modules = {each.module.partition(".")[0] for each in owned}
    for file in files(facts):
        yield from (call.place for call in file.calls if call.name == f"pytest.{stem}")
        yield from (value.place for _, value in file.assigned if value.value == f"pytest.{stem}")
        yield from (each.place for each in file.imports if each.module.partition(".")[0] in modules)


def files(facts: Facts) -> Iterator[SourceFile]:
    return loaded(facts.sources, facts.config)


def declared_at(name: str, declared: Declared) -> list[Place]:
    """The lines that ask for the distribution."""
    return [Place(requirement.file, requirement.line) for requirement in declared.get(normalized(name))]
