"""Overrides that hold for several tests, and who takes them from a later one by clearing all."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.flows import Override
from doctor.model.outlines import Outlines
from doctor.model.record import Record
from doctor.model.sources import Fixture, SourceFile, Test
from doctor.rules.classes import Found, World
from doctor.rules.isolation._around import Scene
from doctor.rules.isolation._overrides import SETS, is_shared, stand_ins
from doctor.rules.isolation._owners import TEARDOWNS, Owner
from doctor.rules.mocks._holders import LASTING, owner_of
from doctor.rules.naming import folder_of, is_within
from doctor.rules.outlined import meaning

OF_MODULE = frozenset({"teardown_module", "tearDownModule"})
OF_CLASS = frozenset({"teardown_class", "tearDownClass"})
OF_UNITTEST = frozenset({"tearDown", "tearDownClass", "asyncTearDown"})


class Wide(Record):
    """Such an override, and the fixture that makes it; None where a conftest does so when it is imported."""

    override: Override
    file: SourceFile
    owner: Owner | None

    @property
    def is_for_run(self) -> bool:
        """Does it hold for tests of several files?"""
        fixture = self.owner.fixture if self.owner else None
        return not self.file.collected and (fixture is None or fixture.scope in LASTING)


class Clear(Record):
    """All overrides are cleared, by something that pytest calls for less than the whole run."""

    override: Override
    file: SourceFile
    owner: Owner


def wide_overrides(file: SourceFile) -> Iterator[Wide]:
    """Those of conftest files when they are imported, and of fixtures for more than a class."""
    is_apart = file.role in ("conftest", "plugin")
    for each in file.flows.overrides if is_apart or file.collected else ():
        if each.how not in SETS or each.late or not is_shared(each, file):
            continue
        owner = owner_of(file, each.within)
        if not each.within and is_apart:
            yield Wide(each, file, None)
        elif owner and owner.fixture and owner.fixture.scope in (*LASTING, "module"):
            yield Wide(each, file, owner)


def clears(file: SourceFile, scene: Scene) -> Iterator[Clear]:
    """Where everything is cleared and not put back in the same function."""
    for each in file.flows.overrides:
        owner = clearing(file, each.within, scene) if each.how in ("clear", "replace") else None
        if owner is None or (owner.fixture and owner.fixture.scope in LASTING):
            continue
        same = [other.how for other in file.flows.overrides if other.within == each.within]
        if "put back" not in same and "guard" not in same:
            yield Clear(each, file, owner)


def clearing(file: SourceFile, within: str, scene: Scene) -> Owner | None:
    """Who clears: a test, a fixture, a set-up function, or a tear-down function that runs for some test."""
    owner = owner_of(file, within)
    function = file.function(within.partition(".<locals>.")[0])
    if owner or function is None or function.name not in TEARDOWNS or not file.collected:
        return owner
    found = Owner("setup", file, function)
    return found if any(is_torn_down(test, found, scene) for test in file.tests) else None


def is_torn_down(test: Test, owner: Owner, scene: Scene) -> bool:
    """Does this set-up or tear-down function run for the test?"""
    function, klass = owner.function, owner.file.class_(test.class_name)
    if not function.class_name:
        return not test.class_name or function.name in OF_MODULE
    if klass is None or (function.name in OF_UNITTEST and not test.unittest):
        return False
    for each in World(scene.sources, scene.modules).lineage(Found(owner.file, klass)):
        if isinstance(each, Found) and function.name in each.klass.methods:
            return each.file.path == owner.file.path and each.klass.qualname == function.class_name
    return False


def is_lost(wide: Wide, clear: Clear, scene: Scene, outlines: Outlines) -> bool:
    """Is it an override of the same application that a later test would have needed?"""
    if (wide.file.path, wide.override.within) == (clear.file.path, clear.override.within):
        return False
    if not is_of_same_app(wide, clear, scene, outlines):
        return False
    if wide.is_for_run:
        is_near = wide.owner is None or wide.file.role != "conftest"
        return (is_near or is_within(clear.file.path, folder_of(wide.file.path))) and not is_made_again(wide, clear)
    if is_made_elsewhere(wide, clear.file):
        return False
    files = [clear.file] if clear.file.collected else scene.sources.collected
    return any(is_missed(wide, clear, file, scene) for file in files)


def is_of_same_app(wide: Wide, clear: Clear, scene: Scene, outlines: Outlines) -> bool:
    """Imported ones are told apart by what the names stand for, others by the name alone."""
    one, other = wide.override, clear.override
    if one.app.rpartition(".")[2] != other.app.rpartition(".")[2]:
        return False
    if one.root != "import" or other.root != "import" or one.app == other.app:
        return True
    ways = (meaning(each.override.app, each.file, scene.modules, outlines) for each in (wide, clear))
    return len({way[-1] for way in ways}) == 1


def is_made_again(wide: Wide, clear: Clear) -> bool:
    """Does the same function override the same dependency behind the clearing?"""
    return any(
        other.within == clear.override.within
        and not other.place < clear.override.place
        and keys(other) & keys(wide.override)
        for other in clear.file.flows.overrides
    )


def is_made_elsewhere(wide: Wide, file: SourceFile) -> bool:
    """Does another function of the file override the same dependency?"""
    return any(
        other.within != wide.override.within and keys(other) & keys(wide.override) for other in file.flows.overrides
    )


def keys(each: Override) -> set[str]:
    return {str(key.value) for key, _ in stand_ins(each) if key and key.value}


def is_missed(wide: Wide, clear: Clear, file: SourceFile, scene: Scene) -> bool:
    """Does a test of the file ask for the fixture after another one has cleared what it made?"""
    fixture = wide.owner.fixture if wide.owner else None
    if fixture is None or not is_seen(fixture, file, scene):
        return False
    last = last_cleared(clear, file, scene)
    is_made = is_gone = False
    for position, test in enumerate(in_order(file)):
        is_asked = fixture.name in scene.asked(test, file)
        if is_gone and is_asked:
            return True
        is_made = is_made or is_asked
        is_gone = is_gone or (is_made and position in last)
    return False


def in_order(file: SourceFile) -> list[Test]:
    """The tests in the order in which they run: unittest sorts those of a class by their names."""

    def key(test: Test) -> tuple[int, int, str, int]:
        top, klass = file.class_(test.class_name.partition(".")[0]), file.class_(test.class_name)
        lines = (top.place.line if top else test.place.line, klass.place.line if klass else 0)
        return (*lines, test.name if test.unittest else "", 0 if test.file else test.place.line)

    return sorted(file.tests, key=key)


def last_cleared(clear: Clear, file: SourceFile, scene: Scene) -> set[int]:
    """The positions of the tests after which everything is cleared: for a class the last one of each class."""
    owner = clear.owner
    scope = owner.fixture.scope if owner.fixture else "module" if owner.function.name in OF_MODULE else ""
    if scope == "module":
        return set()
    tests = in_order(file)
    found = [position for position, test in enumerate(tests) if is_around(owner, test, file, scene)]
    if scope == "class" or owner.function.name in OF_CLASS:
        return set({tests[position].class_name: position for position in found}.values())
    return set(found)


def is_around(owner: Owner, test: Test, file: SourceFile, scene: Scene) -> bool:
    if owner.fixture:
        return is_seen(owner.fixture, file, scene) and owner.fixture.name in scene.asked(test, file)
    return test in owner.tests or (owner.kind == "setup" and is_torn_down(test, owner, scene))


def is_seen(fixture: Fixture, file: SourceFile, scene: Scene) -> bool:
    """Is it what the tests of the file get by its name?"""
    found = scene.fixtures.of(file.path, fixture.name)
    return found is not None and found.fixture is not None and found.fixture.place == fixture.place
