"""Who starts something, and whether it is ended."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.flows import Held
from doctor.model.sources import SourceFile
from doctor.rules.classes import ASYNC_CASES, Found, World
from doctor.rules.isolation._around import Scene
from doctor.rules.isolation._leaks import is_wrapped
from doctor.rules.isolation._owners import SETUPS, Owner

LASTING = ("session", "package", "")  # scopes of fixtures that set something up for the whole run, or may do so


def owner_of(file: SourceFile, within: str) -> Owner | None:
    """The test, fixture or set-up function that a function is, or stands in; None for module level and for helpers."""
    name = within.partition(".<locals>.")[0]
    function = file.function(name)
    if function is None:
        return None
    fixture = next((each for each in file.fixtures if each.function == name), None)
    if fixture:
        return Owner("fixture", file, function, fixture=fixture)
    tests = tuple(test for test in file.tests if test.function == name and not test.file) if file.collected else ()
    if tests:
        return Owner("test", file, function, tests)
    return Owner("setup", file, function) if function.name in SETUPS and file.collected else None


def escapes(held: Held, ends: tuple[str, ...], calm: tuple[str, ...] = ()) -> bool:
    """Is it ended by one of its methods, or does it go where it may be ended? `calm` are harmless takers of it."""
    for use in held.uses:
        last = use.what.rpartition(".")[2]
        if use.how in ("method", "reads") and use.what in ends:
            return True
        if use.how in ("with", "other", "returned", "yielded") or (use.how == "argument" and last not in calm):
            return True
    return False


def handed_out(held: Held, file: SourceFile, *hows: str) -> Held:
    """Without what does not end it: a fixture hands it to its tests ("yielded", "returned"), which leave it alone."""
    owner = owner_of(file, held.within)
    if owner is None or owner.fixture is None:
        return held
    return held.replace(uses=tuple(use for use in held.uses if use.how not in hows))


def outlives(held: Held, file: SourceFile, scene: Scene, ends: tuple[str, ...]) -> bool:
    """Does something that pytest calls make it, for less than the whole run, and does nothing end it?"""
    if held.shared or not held.within or escapes(held, ends):
        return False
    owner = owner_of(file, held.within)
    if owner is None or is_wrapped(owner) or (owner.fixture and owner.fixture.scope in LASTING):
        return False
    if held.root == "self" and has_bases(owner, scene):
        return False  # their tear-down may end it
    return not scene.around(owner).open


def is_ended_in_class(name: str, ends: tuple[str, ...], files: set[str], scene: Scene) -> bool:
    """Does a class above, or another one of the same file, end what has this name?"""
    calls = tuple(f"{head}.{name}.{end}" for head in ("self", "cls") for end in ends)
    for other in scene.sources:
        for call in other.calls if other.path in files else ():
            if call.name in calls or any(part.value in calls for part in call.expr.parts):
                return True
    return False


def has_bases(owner: Owner, scene: Scene) -> bool:
    """Does its class derive from another one of the project?"""
    return sum(isinstance(each, Found) for each in lineage(owner, scene)) > 1


def classes_of(owner: Owner, scene: Scene) -> set[str]:
    """The files of its class and of the project's classes above."""
    return {each.file.path for each in lineage(owner, scene) if isinstance(each, Found)}


def has_own_context(owner: Owner, scene: Scene) -> bool:
    """Do context variables that it sets hold for itself alone? It is a coroutine, or unittest runs it in a context."""
    return owner.function.is_async or not ASYNC_CASES.isdisjoint(strangers(owner, scene))


def strangers(owner: Owner, scene: Scene) -> set[str]:
    """The classes above its own that are not the project's, by their names."""
    return {each for each in lineage(owner, scene) if isinstance(each, str)}


def lineage(owner: Owner, scene: Scene) -> Iterator[Found | str]:
    """Its class and those above."""
    klass = owner.file.class_(owner.function.class_name)
    if klass:
        yield from World(scene.sources, scene.modules).lineage(Found(owner.file, klass))
