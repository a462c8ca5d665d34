"""Who starts something, and whether it is ended."""

from __future__ import annotations

from doctor.model.flows import Held
from doctor.model.sources import SourceFile
from doctor.rules.classes import Found
from doctor.rules.isolation._around import Scene
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


def classes_of(owner: Owner, scene: Scene) -> set[str]:
    """The files of its class and of the project's classes above."""
    from doctor.rules.classes import World

    klass = owner.file.class_(owner.function.class_name)
    world = World(scene.sources, scene.modules)
    found = world.lineage(Found(owner.file, klass)) if klass else ()
    return {each.file.path for each in found if isinstance(each, Found)}
