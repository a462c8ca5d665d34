"""A `MonkeyPatch` is made by hand and never undone.

## Why

The fixture `monkeypatch` undoes what it has set when its test ends. A `pytest.MonkeyPatch()` of one's own, as fixtures
of a wider scope need it, does not: what it sets lasts for all later tests of the process.

## Instead

```python
@pytest.fixture(scope="module")
def region():
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("REGION", "eu")
        yield
```

(https://docs.pytest.org/en/stable/reference/reference.html#pytest.MonkeyPatch.context), or `undo()` behind the `yield`.
In tests, and in fixtures of function scope, ask for the fixture `monkeypatch`.

A fixture that makes one and hands it out has to undo it as well: nobody else does.

Nothing is said of what a session fixture, or a conftest when it is imported, sets for the whole run.

## Fix safety

`request.addfinalizer`, or `addCleanup` of a TestCase, is written behind it when asked for: later tests
may have come to rely on what stayed. In `setup_method`, or where it has no name, there is no fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.flows import Held
from doctor.model.plugins import Plugins
from doctor.model.sources import Call, Fixtures, SourceFile, Sources
from doctor.rules.isolation._around import Scene
from doctor.rules.mocks._ending import ended
from doctor.rules.mocks._holders import handed_out, outlives, owner_of
from doctor.rules.phrases import uses
from doctor.rules.registry import rule

SETTING = frozenset({"setattr", "setenv", "setitem", "delattr", "delenv", "delitem", "chdir", "syspath_prepend"})


@rule(severity=Severity.WARNING, since="0.1")
def check(sources: Sources, fixtures: Fixtures, plugins: Plugins, modules: Modules) -> Iterator[Problem]:
    scene = Scene(sources, fixtures, plugins, modules)
    for file in sources:
        for held in file.flows.held:
            if held.kind == "monkeypatch" and outlives(kept(held, file, scene), file, scene, ("undo",)):
                yield told(held, file, scene).replace(fix=ended([held], file, scene, "undo"))


def kept(held: Held, file: SourceFile, scene: Scene) -> Held:
    """Of one that a fixture hands out, without this use, where those who ask for it leave it to the fixture."""
    owner = owner_of(file, held.within)
    if not owner or not owner.fixture:
        return held
    done = [call.name.rpartition(".")[2] for call in taken(owner.fixture.name, scene)]
    is_used = any(use.how == "method" for use in held.uses) or any(name in SETTING for name in done)
    return handed_out(held, file, "returned", "yielded") if is_used and "undo" not in done else held


def taken(name: str, scene: Scene) -> Iterator[Call]:
    """What is called of a fixture's value, in whatever file."""
    for file in scene.sources:
        yield from (call for call in file.calls if call.name.startswith(f"{name}."))


def told(held: Held, file: SourceFile, scene: Scene) -> Problem:
    owner = owner_of(file, held.within)
    name = f"{'self.' if held.root == 'self' else ''}{held.name}" or "it"
    help_ = f"use `with pytest.MonkeyPatch.context() as …:`, or call `{name}.undo()` behind the fixture's `yield`"
    if owner and owner.kind == "test":
        help_ = "ask for the fixture `monkeypatch`, which is undone when the test ends"
    elif owner and owner.kind == "setup":
        help_ = f"call `{name}.undo()` in the tear-down"
    made = [use.place for use in held.uses if use.how == "method"]
    if owner and owner.fixture and not made:
        made = [call.place for call in taken(owner.fixture.name, scene)]
    return Problem(
        place=held.expr.place,
        message=f"{owner.title if owner else file.path} makes a MonkeyPatch and never undoes it",
        label="made here, never undone",
        related=uses(made, "set with it"),
        consequence="what it sets stays set for all later tests of the process, whatever their file",
        help=help_,
    )
