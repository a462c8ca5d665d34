"""The answer to "what is this name?", and the sentences that all answers share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from doctor.facts.graph import Facts
from doctor.model.environment import normalized
from doctor.model.places import Place
from doctor.model.plugins import Kind, KnownPlugin, Plugin
from doctor.model.record import Record
from doctor.rules.phrases import install


class Meaning(Record):
    """One thing that a name is. `title` says what and whose; `lines` are labelled facts, in the order to print."""

    kind: str
    title: str
    lines: tuple[tuple[str, str], ...] = ()


def owner(plugin: Plugin) -> str:
    """Whose it is, in words: "pytest itself (builtin plugin 'terminal')", "pytest-cov 7.0.0", "tests/conftest.py"."""
    if plugin.kind is Kind.BUILTIN:
        return f"pytest itself (builtin plugin '{plugin.name}')"
    if plugin.distribution:
        return f"{plugin.distribution} {plugin.version}".rstrip()
    return plugin.file or plugin.name


def state(plugin: Plugin) -> tuple[str, str]:
    """Is it here and loaded, and if not, why."""
    whose = owner(plugin)
    if not plugin.active:
        where = f" ({plugin.flag.place})" if plugin.flag else ""
        return "status", f"{whose} is here, but not loaded: {plugin.reason}{where}"
    if not plugin.initial:
        return "status", f"{whose} is loaded only when its folder is collected, so its options come too late"
    switch = f"; '-p no:{plugin.name}' switches it off" if plugin.kind is Kind.INSTALLED else ""
    return "status", f"{whose} is here, and loaded{switch}"


def absence(known: Iterable[KnownPlugin], facts: Facts) -> Iterator[tuple[str, str]]:
    """A line for each distribution that would bring it and is not installed."""
    distributions, declared = facts.get("distributions"), facts.get("declared")
    for plugin in known:
        if distributions.get(plugin.distribution):
            continue
        if distributions.complete:
            said = f"is not installed: {install(plugin.distribution, declared)}"
        else:
            said = f"is not known to be installed: only {distributions.source} known here"
        yield "status", f"{plugin.distribution} {said}; what is told here is of version {plugin.version}"


def history(kinds: tuple[str, ...], name: str, facts: Facts) -> Iterator[tuple[str, str]]:
    """What versions changed about it."""
    for change in facts.get("knowledge").changes:
        if change.kind in kinds and name in (change.name, change.within):
            yield "versions", f"{change.what}; {change.cure} ({change.url})"


def spot(place: Place | None) -> str:
    """Where, as `(file:line)`; nothing for what lies outside the project."""
    return f" ({place})" if place and not place.file.startswith("/") else ""


def same(left: str, right: str) -> bool:
    """Are two distribution names the same to a package index?"""
    return normalized(left) == normalized(right)
