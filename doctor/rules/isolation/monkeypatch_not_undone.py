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
from doctor.model.sources import Fixtures, SourceFile, Sources
from doctor.rules.isolation._around import Scene
from doctor.rules.mocks._ending import ended
from doctor.rules.mocks._holders import outlives, owner_of
from doctor.rules.phrases import uses
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(sources: Sources, fixtures: Fixtures, plugins: Plugins, modules: Modules) -> Iterator[Problem]:
    scene = Scene(sources, fixtures, plugins, modules)
    for file in sources:
        for held in file.flows.held:
            if held.kind == "monkeypatch" and outlives(held, file, scene, ("undo",)):
                yield told(held, file).replace(fix=ended([held], file, scene, "undo"))


def told(held: Held, file: SourceFile) -> Problem:
    owner = owner_of(file, held.within)
    name = f"{'self.' if held.root == 'self' else ''}{held.name}" or "it"
    help_ = f"use `with pytest.MonkeyPatch.context() as …:`, or call `{name}.undo()` behind the fixture's `yield`"
    if owner and owner.kind == "test":
        help_ = "ask for the fixture `monkeypatch`, which is undone when the test ends"
    elif owner and owner.kind == "setup":
        help_ = f"call `{name}.undo()` in the tear-down"
    made = [use.place for use in held.uses if use.how == "method"]
    return Problem(
        place=held.expr.place,
        message=f"{owner.title if owner else file.path} makes a MonkeyPatch and never undoes it",
        label="made here, never undone",
        related=uses(made, "set with it"),
        consequence="what it sets stays set for all later tests of the process, whatever their file",
        help=help_,
    )
