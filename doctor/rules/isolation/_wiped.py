"""Overrides of one fixture that another one of the same test wipes out."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.flows import Override
from doctor.model.record import Record
from doctor.model.sources import Fixture, SourceFile, Test
from doctor.rules.closure import closure
from doctor.rules.isolation._around import Scene
from doctor.rules.isolation._overrides import SETS, is_shared
from doctor.rules.isolation._wide_overrides import Clear, is_around, is_seen, keys
from doctor.rules.mocks._holders import owner_of

SCOPES = ("function", "class", "module", "package", "session")


class Wiped(Record):
    """`taken` is where the fixture takes away its own override, which is not there any more; None where the test runs
    without it."""

    clear: Clear
    override: Override
    fixture: Fixture
    test: Test
    taken: Override | None = None


class Made(Record):
    """An override that a fixture makes."""

    override: Override
    file: SourceFile
    fixture: Fixture


def made_by_fixtures(file: SourceFile) -> Iterator[Made]:
    for each in file.flows.overrides:
        owner = owner_of(file, each.within) if each.how in SETS and not each.late and is_shared(each, file) else None
        if owner and owner.fixture:
            yield Made(each, file, owner.fixture)


def wiped(clear: Clear, made: list[Made], scene: Scene) -> Iterator[Wiped]:
    """The overrides that are gone by it while the test needs them, or before their fixture takes them away."""
    for each in made:
        is_same = each.override.app.rpartition(".")[2] == clear.override.app.rpartition(".")[2]
        if not is_same or (each.file.path, each.override.within) == (clear.file.path, clear.override.within):
            continue
        taken = taken_away(each) if clear.override.late else None
        if taken is None and (clear.override.late or clear.override.how != "replace" or is_made_again(each, clear)):
            continue
        for file in [clear.file] if clear.file.collected else scene.sources.collected:
            test = next((test for test in file.tests if is_before(each, clear, test, file, scene)), None)
            if test:
                yield Wiped(clear, each.override, each.fixture, test, taken)
                break


def taken_away(made: Made) -> Override | None:
    """Where the fixture takes it away in the end, and fails if it is not there."""
    late = [each for each in made.file.flows.overrides if each.within == made.override.within and each.late]
    if len(late) != 1 or late[0].how != "delete" or late[0].key is None or late[0].value is not None:
        return None
    calls = [call.name for call in made.file.calls_in(made.override.within)]
    is_calm = any(name.endswith("suppress") for name in calls)
    return late[0] if str(late[0].key.value) in keys(made.override) and not is_calm else None


def is_made_again(made: Made, clear: Clear) -> bool:
    own = [each for each in clear.file.flows.overrides if each.within == clear.override.within]
    return any(keys(each) & keys(made.override) for each in own)


def is_before(made: Made, clear: Clear, test: Test, file: SourceFile, scene: Scene) -> bool:
    """Does the fixture certainly make it for this test before the other one wipes it out?"""
    if not is_around(clear.owner, test, file, scene) or not is_seen(made.fixture, file, scene):
        return False

    def of(*names: str) -> set[str]:
        return closure(file.path, set(names), scene.fixtures, scene.plugins, test.class_name)

    if made.fixture.name not in of(*test.requests):
        return False
    other = clear.owner.fixture
    if other is None:
        return clear.owner.kind == "test"
    return precedes(made.fixture, other, test, file, scene)


def precedes(one: Fixture, other: Fixture, test: Test, file: SourceFile, scene: Scene) -> bool:
    """By their scopes, because the other asks for it, because it alone is automatic, or as the test names them."""
    first, second = (SCOPES.index(each.scope) if each.scope in SCOPES else -1 for each in (one, other))
    if first < second or second < 0 or other.name in requested(one.name, file, scene):
        return False
    if first > second or one.name in {param.name for param in other.params}:
        return True
    if one.autouse or other.autouse:
        return one.autouse and not other.autouse
    function = file.function(test.function)
    asked = [param.name for param in function.params] if function else []
    if one.name not in asked or other.name not in asked[asked.index(one.name) :]:
        return False
    earlier = {*asked[: asked.index(one.name)], *test.requests} - {one.name, *asked[asked.index(one.name) :]}
    return all(other.name not in requested(name, file, scene) for name in earlier)


def requested(name: str, file: SourceFile, scene: Scene) -> set[str]:
    """The fixtures that one comes to, without those that are automatic anyway."""
    reached: set[str] = set()
    todo = [name]
    while todo:
        for each in scene.fixtures.visible.get(file.path, {}).get(todo.pop(), ()):
            new = {param.name for param in each.fixture.params} - reached if each.fixture else set()
            reached |= new
            todo += new
    return reached
