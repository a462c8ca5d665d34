"""A cached function is filled while a test has patched what it reads, and keeps that for later tests.

## Why

`monkeypatch` and `mock.patch` put back the environment when the test ends; what `functools.lru_cache` has kept of it
stays. The next test that asks `get_settings()` gets the answer of the patched one, or the other way round: who comes
first decides (https://github.com/vladkesler/initrunner/pull/142, https://github.com/canonical/cloud-init/pull/4249).

## Instead

Empty the cache before and after, in an automatic fixture of the conftest, so that it holds for all tests:

```python
@pytest.fixture(autouse=True)
def fresh_settings():
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()
```

(https://docs.python.org/3/library/functools.html#functools.lru_cache). pytest-antilru does so for all such caches.

The finding is made for functions that the test empties itself before it begins, and for those called `get_settings`,
`load_config` and the like that a module of the project caches.

## Fix safety

There is no fix: a fixture of the conftest is best, and its scope is for its author to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.flows import Cached
from doctor.model.plugins import Plugins
from doctor.model.record import Record
from doctor.model.sources import Fixtures, SourceFile, Sources
from doctor.rules.isolation._around import Scene, Surround
from doctor.rules.isolation._leaks import is_wrapped
from doctor.rules.isolation._owners import Owner
from doctor.rules.mocks._holders import owner_of
from doctor.rules.phrases import uses
from doctor.rules.registry import rule

CACHES = ("functools.lru_cache", "functools.cache")
PATCHING = ("setenv", "delenv", "setattr", "delattr", "setitem", "patch", "patch.object", "patch.dict")
# Where the cache is emptied for something else that is patched, that may be a double of the cached function, or be put
# back by a function that we do not see.
ENVIRONMENT = ("setenv", "delenv", "patch.dict")
CLEANING = ("cache", "clear", "reset", "fresh")


class Kept(Record):
    """A value that is cached while something is patched. `cleared` is whether the cache is emptied before."""

    cached: Cached
    owner: Owner
    cleared: bool


@rule(severity=Severity.WARNING, since="0.1")
def check(sources: Sources, fixtures: Fixtures, plugins: Plugins, modules: Modules) -> Iterator[Problem]:
    files = [file for file in sources.collected if file.flows.caches]
    if not files or any(plugin.distribution == "pytest-antilru" for plugin in plugins.active):
        return
    reaching = [cached for file in sources.reaching_others for cached in file.flows.caches if cached.how == "clear"]
    if any(not cached.name for cached in reaching):
        return  # a conftest empties what it finds
    scene = Scene(sources, fixtures, plugins, modules)
    others = {cached.name for cached in reaching}
    for file in files:
        by_name: dict[str, list[Kept]] = {}
        for kept in kept_in(file, scene, others):
            by_name.setdefault(kept.cached.name, []).append(kept)
        for group in by_name.values():
            yield told(group)


def kept_in(file: SourceFile, scene: Scene, others: set[str]) -> Iterator[Kept]:
    """What the tests and fixtures of a file leave in caches. `others` are those that conftests empty."""
    seen: set[tuple[str, str]] = set()
    if any(cached.how == "clear" and not cached.name for cached in file.flows.caches):
        return
    for cached in file.flows.caches:
        owner = owner_of(file, cached.within)
        key = (cached.within, cached.name)
        if owner is None or key in seen or cached.late or not cached.name or cached.name in others:
            continue
        if (owner.fixture and owner.fixture.scope in ("session", "package", "")) or is_wrapped(owner):
            continue
        if is_filled(cached, owner, scene) and not is_emptied(cached.name, owner, scene):
            seen.add(key)
            yield Kept(cached, owner, cached.how == "clear")


def is_filled(cached: Cached, owner: Owner, scene: Scene) -> bool:
    """Does it hold what is only true while something is patched?"""
    if cached.how == "clear":
        return patches(owner, ENVIRONMENT)
    return (
        patches(owner, PATCHING)
        and is_cached(cached.name, owner.file, scene)
        and not is_cleared_somewhere(cached, scene)
    )


def patches(owner: Owner, by: tuple[str, ...]) -> bool:
    """Does it itself patch the environment, or something else, for the time of the test?"""
    file, name = owner.file, owner.function.qualname
    decorators = [str(each.value or "") for each in owner.function.decorators]
    calls = [call.name for call in file.calls if call.within == name or call.within.startswith(f"{name}.<locals>.")]
    return any(each.endswith(by) for each in (*calls, *decorators))


def is_cached(name: str, file: SourceFile, scene: Scene) -> bool:
    """Is it a function of the project that functools caches?"""
    module, _, last = name.rpartition(".")
    found = scene.modules.find(module, file.path) if module else None
    home = scene.sources.get(found.file) if found else None
    function = home.function(last) if home else None
    return bool(function) and any(str(each.value) in CACHES for each in function.decorators)  # type: ignore[union-attr]


def is_cleared_somewhere(cached: Cached, scene: Scene) -> bool:
    last = cached.name.rpartition(".")[2]
    return any(
        each.how == "clear" and each.name.rpartition(".")[2] in (last, "")
        for file in scene.sources
        for each in file.flows.caches
    )


def is_emptied(name: str, owner: Owner, scene: Scene) -> bool:
    """Is the cache emptied when the test ends, or may it be?"""
    surroundings = scene.around(owner)
    return surroundings.open or any(empties(name, each) for each in surroundings.functions)


def empties(name: str, around: Surround) -> bool:
    inner = f"{around.name}.<locals>."
    for cached in around.file.flows.caches:
        is_inner = cached.within.startswith(inner)
        is_here = cached.how == "clear" and cached.name in (name, "") and (is_inner or cached.within == around.name)
        if is_here and (cached.late or around.is_teardown or is_inner):
            return True
    return any(
        touch.state in ("call", "finalizer") and any(word in touch.item.lower() for word in CLEANING)
        for touch in around.file.touches
        if touch.within == around.name
        and (touch.is_final or touch.is_deferred or touch.place.line > around.first_yield)
    )


def told(group: list[Kept]) -> Problem:
    kept = group[0]
    name = kept.cached.name.rpartition(".")[2]
    return Problem(
        place=kept.cached.place,
        message=f"{kept.owner.title} empties the cache of '{name}' to patch what that reads, and not when it ends"
        if kept.cleared
        else f"{kept.owner.title} patches what '{name}' reads, and calls it, which keeps its answer",
        label="not emptied when it ends" if kept.cleared else "cached, and never emptied",
        related=uses([each.cached.place for each in group[1:]], "here, too"),
        consequence="later tests of the process get the answer of this one, or this one gets theirs",
        help=f"call `{name}.cache_clear()` before and behind the `yield` of an automatic fixture in conftest.py",
    )
