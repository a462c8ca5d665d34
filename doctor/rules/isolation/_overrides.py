"""Applications whose `dependency_overrides` are set, and what takes the overrides away again."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.expressions import Expr
from doctor.model.flows import Override
from doctor.model.record import Record
from doctor.model.sources import SourceFile
from doctor.rules.isolation._around import Scene, Surround
from doctor.rules.isolation._owners import Owner
from doctor.rules.mocks._holders import owner_of

SETS = ("set", "update")
RESTORES = ("delete", "clear", "put back", "guard")
TOOLS = ("override", "overrid", "isolat", "reset", "restore", "clean", "dependenc")  # names of fixtures that may do it


def stand_ins(each: Override) -> Iterator[tuple[Expr | None, Expr]]:
    """What is to stand in for what, however it is set, also where it is put back: a dependency, and its value."""
    value = each.value
    if value is None:
        return
    if each.how in ("set", "lent"):
        yield each.key, value
    elif each.how in ("update", "guard") and value.kind == "dict":
        yield from (pair for pair in zip(value.parts, value.values, strict=False) if pair[0].kind != "starred")


class Lasting(Record):
    """An override that nothing takes away, who sets it, and the application by the file that makes it."""

    override: Override
    file: SourceFile
    owner: Owner | None


def lasting(scene: Scene) -> Iterator[Lasting]:
    """The overrides that outlive what sets them, on applications that outlive it as well."""
    for file in scene.sources:
        if not (file.collected or file.role in ("conftest", "plugin")):
            continue
        own = [each for each in file.flows.overrides if each.how in SETS and not each.late]
        for each in own:
            found = _of(each, file, scene)
            if found:
                yield found


def _of(each: Override, file: SourceFile, scene: Scene) -> Lasting | None:
    if not (is_shared(each, file) or is_wide(each, file, scene)):
        return None
    if not each.within:
        is_alone = not file.collected or any(
            other.how in RESTORES and not other.within for other in file.flows.overrides
        )
        return None if is_alone else Lasting(each, file, None)
    owner = owner_of(file, each.within)
    if owner is None or (owner.fixture and owner.fixture.scope in ("session", "package", "")):
        return None
    return None if is_taken_away(owner, scene) else Lasting(each, file, owner)


def is_shared(each: Override, file: SourceFile) -> bool:
    """Is the application made once for many tests: imported, or at the top of the file?"""
    if each.root == "import":
        return "(" not in each.app
    made = file.value(each.app.partition(".")[0]) if each.root == "module" else None
    return made is not None


def is_wide(each: Override, file: SourceFile, scene: Scene) -> bool:
    """Is the application a fixture that is made once for many tests?"""
    found = scene.fixtures.of(file.path, each.app) if each.root == "param" else None
    return found is not None and found.fixture is not None and found.scope in ("session", "package", "module")


def is_taken_away(owner: Owner, scene: Scene) -> bool:
    """Does the function, or something that runs around it, take overrides away, or may it do so?"""
    surroundings = scene.around(owner)
    known = {each.name.rpartition(".")[2] for each in surroundings.functions}
    foreign = surroundings.fixtures - known
    if surroundings.open or any(tool in name.lower() for name in foreign for tool in TOOLS):
        return True
    if any(_takes_away(each) for each in surroundings.functions if not each.lasts) or has_helper(owner.file):
        return True
    return any(
        other.role in ("conftest", "plugin") and any(each.within.startswith("pytest_") for each in restores(other))
        for other in scene.sources
    )


def has_helper(file: SourceFile) -> bool:
    """Is there a function of the file's own, used somewhere in it, that does nothing but take overrides away?"""
    setting = {each.within for each in file.flows.overrides if each.how in SETS}
    names = {each.within for each in restores(file) if each.within and owner_of(file, each.within) is None}
    return any(name in file.referenced for name in names - setting)


def _takes_away(around: Surround) -> bool:
    inner = f"{around.name}.<locals>."
    if any(each.within == around.name or each.within.startswith(inner) for each in restores(around.file)):
        return True
    own = around.file.calls_in(around.name)
    if any(part.text and part.text.endswith("dependency_overrides") for call in own for part in call.expr.parts):
        return True  # monkeypatch.setattr(app, "dependency_overrides", {})
    called = {call.name.rpartition(".")[2] for call in own}
    calls = [each for each in around.file.touches if each.state in ("call", "finalizer") and each.within == around.name]
    called |= {each.item.rpartition(".")[2] for each in calls}
    if any(word in name.lower() for name in called for word in ("overrid", "dependenc")):
        return True
    return any(each.within.rpartition(".")[2] in called for each in restores(around.file))


def restores(file: SourceFile) -> list[Override]:
    return [each for each in file.flows.overrides if each.how in RESTORES]
