"""A test changes the one object that a call gives to everybody, and nothing puts it back.

## Why

`get_settings()` below `functools.lru_cache`, and `Registry.get()` that keeps its object in the class, give all code of
the process the same object. What one test writes to it is there for all later ones: they pass or fail by the order in
which they run (https://github.com/cdisc-org/cdisc-rules-engine/pull/1784,
https://github.com/awslabs/cli-agent-orchestrator/pull/528).

## Instead

`monkeypatch.setattr(get_settings(), "debug", True)` puts the attribute back when the test ends, also when it fails. Or
let an automatic fixture of the conftest make the object anew for each test:

```python
@pytest.fixture(autouse=True)
def fresh():
    yield
    get_settings.cache_clear()
```

The finding is made where the project's own source says that the object is one and the same. Of what is added to a list
or dictionary it is made where another test reads it. Nothing is said where a fixture, a helper or a conftest speaks of
the function, its class, or the name that holds the object.

## Fix safety

There is no fix: whether the attribute or the whole object is to be put back is for the author to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine
from doctor.model.environment import Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.outlines import Outlines
from doctor.model.plugins import Plugins
from doctor.model.record import Record
from doctor.model.shared_calls import SharedCall, SharedCalls
from doctor.model.sources import Fixtures, SourceFile, Sources
from doctor.rules.isolation._around import Scene
from doctor.rules.isolation._leaks import FORKED, is_wrapped
from doctor.rules.isolation._meant import COLLECTED, is_declared
from doctor.rules.isolation._owners import Owner
from doctor.rules.mocks._holders import has_bases, owner_of
from doctor.rules.outlined import meaning, outlined
from doctor.rules.phrases import uses
from doctor.rules.registry import rule

ANTILRU = "pytest-antilru"  # empties all caches between tests


class Left(Record):
    """A change that stays; `reader` is a test that meets it, where one was looked for."""

    use: SharedCall
    owner: Owner
    reader: SharedCall | None = None


@rule(severity=Severity.WARNING, since="0.1")
def check(
    shared_calls: SharedCalls,
    sources: Sources,
    fixtures: Fixtures,
    plugins: Plugins,
    modules: Modules,
    outlines: Outlines,
    command_line: CommandLine,
) -> Iterator[Problem]:
    names = shared_calls.changed
    if not names or command_line.last("--forked") or any(each.distribution == ANTILRU for each in plugins.active):
        return
    scene = Scene(sources, fixtures, plugins, modules)
    for name, path in sorted(names.items()):
        file = sources.get(path)
        holder = holder_of(name, file, modules, outlines) if file else None
        if holder is None or (holder and shared_calls.is_said(holder)) or shared_calls.is_tended(name):
            continue
        groups: dict[str, list[Left]] = {}
        for left in left_of(shared_calls.uses_of(name), scene):
            groups.setdefault(left.use.item, []).append(left)
        yield from map(told, groups.values())


def holder_of(name: str, file: SourceFile, modules: Modules, outlines: Outlines) -> str | None:
    """The name that holds the object, "" where functools keeps it; None where each call may give another one."""
    for way in meaning(name, file, modules, outlines):
        for outline, wanted in outlined(way, file, modules, outlines):
            if wanted in outline.shared:
                return outline.shared[wanted]
    return None


def left_of(found: tuple[SharedCall, ...], scene: Scene) -> Iterator[Left]:
    """The changes that nothing puts back, of the uses of one function."""
    for use in found:
        others = [each for each in found if each.item in (use.item, "") and each is not use]
        if any(each.how == "shrinks" for each in others) or use.how not in ("set", "grows") or not matters(use):
            continue
        own = [each for each in others if (each.file, each.within) == (use.file, use.within)]
        file = scene.sources.get(use.file)
        owner = owner_of(file, use.within) if file else None
        if owner is None or any(each.how in ("set", "hands") for each in own) or not is_plain(owner, scene):
            continue
        reader = next((each for each in others if each not in own and meets(each, others)), None)
        if use.how == "set" or reader:
            yield Left(use, owner, reader)


def matters(use: SharedCall) -> bool:
    """Is it done whatever happens, and more than a reset or a note for later?"""
    name, value = use.item.rpartition(".")[2].lower(), use.value
    is_reset = value is not None and (
        (value.kind == "constant" and value.value is None)
        or (value.kind in ("list", "dict", "set", "tuple") and not value.parts and not value.keywords)
    )
    return use.plain and not is_reset and not name.startswith("_") and not any(word in name for word in COLLECTED)


def is_plain(owner: Owner, scene: Scene) -> bool:
    """Is it a test of which we know all that runs around it?"""
    if owner.kind != "test" or is_declared(owner) or is_wrapped(owner) or has_bases(owner, scene):
        return False
    if any(mark.name in FORKED for test in owner.tests for mark in test.marks):
        return False
    decorators = [str(each.value or "") for each in owner.function.decorators]
    return all(name.startswith("pytest.mark.") for name in decorators) and not scene.around(owner).open


def meets(read: SharedCall, others: list[SharedCall]) -> bool:
    """Does a test read it as it finds it?"""
    own = [each for each in others if (each.file, each.within) == (read.file, read.within)]
    return read.how == "reads" and not any(each.how in ("set", "grows", "hands") for each in own)


def told(group: list[Left]) -> Problem:
    left = group[0]
    call = f"{left.use.name.partition('.')[2] or left.use.name}()"
    what = f"{call}.{left.use.item}" if left.use.item else f"what {call} gives"
    end = "so they pass or fail by the order in which they run"
    return Problem(
        place=left.use.place,
        message=f"{left.owner.title} changes {what}, which is one object for all, and does not put it back",
        label="not put back",
        related=(
            *((Related(left.reader.place, "read here"),) if left.reader else ()),
            *uses([each.use.place for each in group[1:]], "changed here, too"),
        ),
        consequence=f"all later tests of the process find it changed, {end}",
        help=f'use `monkeypatch.setattr({call}, "{left.use.item}", …)`, which undoes it when the test ends'
        if left.use.how == "set"
        else "let an automatic fixture make the object anew for each test, or take out what was added",
    )
