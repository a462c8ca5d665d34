"""A test sets a context variable of the project, and nothing resets it.

## Why

Tests that are no coroutines all run in one context, that of the main thread: what one of them gives to a `ContextVar`
is there for all later tests of the process. Which user, request or tenant they see depends on their order
(https://docs.python.org/3/library/contextvars.html#contextvars.ContextVar.set).

Coroutines that a plugin runs, and the tests of an `IsolatedAsyncioTestCase`, have contexts of their own: of these
nothing is said.

## Instead

A fixture that puts back what was there:

```python
@pytest.fixture
def signed_in():
    token = app.user.set("ann")
    yield
    app.user.reset(token)
```

In a TestCase, `self.addCleanup(app.user.reset, app.user.set("ann"))`.

## Fix safety

`reset` is handed to `request.addfinalizer`, or to `addCleanup` of a TestCase, when asked for: later tests may have come
to rely on the value. In `setup_method` there is no fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine
from doctor.model.environment import Modules
from doctor.model.expressions import Expr
from doctor.model.findings import Problem, Severity
from doctor.model.plugins import Plugins
from doctor.model.sources import Fixtures, Sources
from doctor.rules.isolation._around import Scene
from doctor.rules.isolation._leaks import Leak, leaks
from doctor.rules.isolation._reports import groups, problem
from doctor.rules.mocks._ending import undone
from doctor.rules.mocks._holders import has_own_context
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(
    sources: Sources, fixtures: Fixtures, plugins: Plugins, modules: Modules, command_line: CommandLine
) -> Iterator[Problem]:
    if command_line.last("--forked"):
        return
    scene = Scene(sources, fixtures, plugins, modules)
    found = (leak for leak in leaks(scene, ("context variable",), ("set",), ("conftest", "plugin")))
    for group in groups((leak for leak in found if is_changed(leak, scene)), lambda leak: leak.touch.item):
        item = group[0].touch.item
        yield problem(
            group,
            f"sets the context variable {item}",
            "it keeps the value in all later tests of the process",
            f"hand what `{item}.set(…)` gives back to `reset`, in `finally` or behind the `yield` of a fixture",
        ).replace(fix=undone(group, scene, "reset", gives=True))


def is_changed(leak: Leak, scene: Scene) -> bool:
    """Is it a variable of all tests' context that gets something else than its default?"""
    made = variable(leak, scene)
    if made is None or has_own_context(leak.owner, scene):
        return False
    default, value = made.keyword("default"), leak.touch.value
    return default is None or value is None or (default.kind, default.value) != (value.kind, value.value)


def variable(leak: Leak, scene: Scene) -> Expr | None:
    """The call that makes it, where it is a ContextVar of a module of the project."""
    module, _, name = leak.touch.item.rpartition(".")
    found = scene.modules.find(module, leak.owner.file.path) if module else None
    home = scene.sources.get(found.file) if found else None
    value = home.value(name) if home else None
    return value if value is not None and (value.kind, value.value) == ("call", "contextvars.ContextVar") else None
