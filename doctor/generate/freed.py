"""The project as the generated file will load it: without what its own configuration switches off or says in vain."""

from __future__ import annotations

from doctor.facts.graph import Facts
from doctor.generate.names import blocked, names_of
from doctor.model.config import GivenOption, IniValue, PytestConfig, Source
from doctor.model.places import Place
from doctor.model.plugins import Plugins
from doctor.model.profiles import Profile
from doctor.model.record import Record

ALWAYS = ("minversion", "required_plugins", "addopts")  # read before anything is registered
KEPT = ("distributions", "interpreter", "knowledge", "profiles", "pytest_version", "tree", "variables")


class Dropped(Record):
    """Words of the project's addopts that the generated file does not take: which, where, and why."""

    text: str
    reason: str
    place: Place


def freed(facts: Facts, profile: Profile) -> tuple[Facts, tuple[Dropped, ...]]:
    """The facts without each `-p no:` of addopts that keeps a plugin out whose markers the tests use.

    A plugin that the profile itself keeps out stays out.
    """
    found = tuple(blocking(facts, profile))
    if not found:
        return facts, ()
    config: PytestConfig = facts.get("config")
    places = [each.place for each in found]
    config = config.replace(
        arguments=tuple(word for word in config.arguments if not any(holds(place, word.place) for place in places)),
        plugin_flags=tuple(flag for flag in config.plugin_flags if flag.place not in places),
    )
    return facts.beside(KEPT, config=config), found


def blocking(facts: Facts, profile: Profile) -> list[Dropped]:
    """The `-p no:` that make tests' markers unknown."""
    plugins: Plugins = facts.get("plugins")
    used = {mark.name for _, mark in facts.get("sources").marks}
    kept_out = {block.name for block in blocked(facts, profile, names_of(facts, profile, profile.numbers))}
    found = []
    for plugin in plugins:
        flag = plugin.flag
        if flag is None or not flag.blocks or flag.source is not Source.ADDOPTS or plugin.name in kept_out:
            continue
        if any(marker.name in used for marker in plugin.provided.markers):
            found.append(Dropped(f"-p no:{flag.name}", "tests use its markers", flag.place))
    return found


def vain(facts: Facts) -> list[GivenOption]:
    """The options of addopts at which pytest stops, for nothing that is loaded knows them."""
    plugins: Plugins = facts.get("plugins")
    if not plugins.complete or plugins.computes("options"):
        return []
    return [each for each in facts.get("command_line").options if each.source is Source.ADDOPTS and not each.known]


def holds(outer: Place, inner: Place) -> bool:
    """Does the place lie within the other, of the same file?"""
    start, end = (inner.line, inner.column), (inner.end_line, inner.end_column)
    first, last = (outer.line, outer.column), (outer.end_line, outer.end_column)
    return inner.file == outer.file and first <= start and end <= last


def strangers(facts: Facts) -> list[IniValue]:
    """The keys of the file at which pytest stops, for `strict_config` is on and nothing that is loaded knows them."""
    plugins, ini, config = facts.get("plugins"), facts.get("ini"), facts.get("config")
    strict = (
        ini.strict("strict_config") if config.version >= (9,) else facts.get("command_line").last("--strict-config")
    )
    if not strict or not plugins.complete or plugins.computes("ini"):
        return []
    return [key for key in ini.values.values() if not key.known and key.origin == "file" and key.name not in ALWAYS]
