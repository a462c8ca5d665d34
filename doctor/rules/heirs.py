"""Tests that inherit the set-up of a class, perhaps one of another file."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.sources import Function, SourceFile, Test
from doctor.rules.classes import Found, World

OF_CASES = frozenset({"setUpClass", "setUp", "asyncSetUp"})  # which are called in classes of unittest alone


def served(
    function: Function, file: SourceFile, world: World, attribute: str = ""
) -> Iterator[tuple[SourceFile, Test]]:
    """The tests of classes that inherit this method of a class, and have none of the name themselves or between; with
    an attribute, of those that inherit this, too."""
    home = file.class_(function.class_name)
    if home is None or home.is_nested:
        return
    for other in world.sources.collected:
        for name in sorted({test.class_name for test in other.tests if test.class_name}):
            if is_heir(name, other, Found(file, home), (function.name, attribute), world):
                yield from ((other, test) for test in other.tests if test.class_name == name)


def is_heir(name: str, file: SourceFile, home: Found, needed: tuple[str, str], world: World) -> bool:
    found = world.find(name, file)
    if found is None or found.key == home.key or not found.klass.bases:
        return False
    method, attribute = needed
    for each in world.lineage(found):
        if isinstance(each, str):
            continue
        if each.key == home.key:
            return world.is_testcase(name, file) == (method in OF_CASES)
        if method in each.klass.methods or (attribute and each.klass.attribute(attribute) is not None):
            return False
    return False
