"""A test or fixture pushes a context of a Flask application, and never pops it.

## Why

A context that is pushed stays until it is popped: `current_app`, `g` and the session of the extensions belong to it in
all later tests of the process. A test that forgets its own context passes behind the one that leaves it, and fails
alone; a context that is popped later is not the last one any more: "Popped wrong app context"
(https://flask.palletsprojects.com/en/stable/appcontext/#manually-push-a-context).

## Instead

```python
@pytest.fixture
def app():
    app = create_app("testing")
    with app.app_context():
        yield app
```

In `setUp`, write `self.addCleanup(self.context.pop)` behind the push, or pop it in `tearDown`.

Nothing is said of a context that a session fixture, or a module when it is imported, pushes for the whole run.

## Fix safety

Where the context has a name `addCleanup` or `request.addfinalizer` is written behind the push when asked for: later
tests may have come to rely on it. Otherwise there is no fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.flows import Held
from doctor.model.plugins import Plugins
from doctor.model.sources import Fixtures, SourceFile, Sources
from doctor.rules.isolation._around import Scene
from doctor.rules.mocks._ending import ended
from doctor.rules.mocks._holders import (
    classes_of,
    handed_out,
    has_own_context,
    is_ended_in_class,
    outlives,
    owner_of,
)
from doctor.rules.registry import rule

STARTS = ("push", "__enter__")
ENDS = ("pop", "__exit__")


@rule(severity=Severity.WARNING, since="0.1")
def check(sources: Sources, fixtures: Fixtures, plugins: Plugins, modules: Modules) -> Iterator[Problem]:
    scene = Scene(sources, fixtures, plugins, modules)
    for file in sources:
        if file.collected or file.role in ("conftest", "plugin"):
            for held in file.flows.held:
                if held.kind == "context" and is_left(held, file, scene):
                    yield told(held, file).replace(fix=ended([held], file, scene, "pop", start(held)))


def start(held: Held) -> str:
    return next((use.what for use in held.uses if use.what in STARTS), "")


def is_left(held: Held, file: SourceFile, scene: Scene) -> bool:
    owner = owner_of(file, held.within)
    if owner is None or has_own_context(owner, scene) or not outlives(given(held, file), file, scene, ENDS):
        return False
    homes = {file.path, *classes_of(owner, scene)}
    if held.root == "self" and is_ended_in_class(held.name, ENDS, homes, scene):
        return False
    return not any(
        pops(other) for other in scene.sources if other.path in homes or other.role in ("conftest", "plugin")
    )


def given(held: Held, file: SourceFile) -> Held:
    return handed_out(held, file, "yielded", "returned")


def pops(file: SourceFile) -> bool:
    """Does something in the file pop a context that it finds, of whatever name?"""
    names = (call.name.lower() for call in file.calls)
    return any(name.endswith(".pop") and ("ctx" in name or "context" in name) for name in names)


def told(held: Held, file: SourceFile) -> Problem:
    owner = owner_of(file, held.within)
    title, name = owner.title if owner else file.path, f"{'self.' if held.root == 'self' else ''}{held.name}"
    made = str(held.expr.value).rpartition(".")[2]
    cure = f"enter it by `with`: `with ….{made}():`"
    if owner and owner.kind == "setup":
        cure = f"pop it in the tear-down: keep it as `self.context`, and call `{name or 'self.context'}.pop()`"
    elif owner and owner.fixture:
        cure = f"enter it by `with ….{made}():`, and `yield` within"
    return Problem(
        place=next((use.place for use in held.uses if use.what in STARTS), held.expr.place),
        message=f"{title} pushes {'an' if made[0] == 'a' else 'a'} {made} that nothing pops",
        label="never popped",
        consequence="it is there in all later tests of the process: current_app and g are those of this application",
        help=cure,
    )
