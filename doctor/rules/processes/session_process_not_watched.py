"""A process serves the tests of several files, and nobody looks whether it still runs.

## Why

What one test does to a process that lives for the whole session, all tests behind it have to bear. When it dies in the
middle, each of them fails with an error of its own, hundreds of "Connection refused" or time-outs one after the other,
and the one that did it is hard to find (https://github.com/scylladb/scylladb/issues/8080,
https://github.com/nesquena/hermes-webui/pull/3788).

## Instead

Hand it out by a fixture of function scope that looks first, and starts the process anew or says what is the matter:

```python
@pytest.fixture
def server(session_server):
    if session_server.poll() is not None:
        pytest.fail(f"the server is dead: {session_server.returncode}")
    return session_server
```

or give each file a process of its own, `scope="module"`. It is advice: many such processes never die.

## Fix safety

There is no fix: what a new process must know is for the author to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Confidence, Problem, Severity
from doctor.model.flows import Held
from doctor.model.plugins import Plugins
from doctor.model.sources import Fixture, Fixtures, Sources
from doctor.rules.closure import closure
from doctor.rules.isolation._around import Scene
from doctor.rules.mocks._holders import LASTING, owner_of
from doctor.rules.processes._started import is_real
from doctor.rules.registry import rule

LOOKS = ("poll", "is_alive", "returncode", "is_running", "alive", "restart", "respawn", "health", "ensure")


@rule(severity=Severity.NOTE, since="0.1")
def check(sources: Sources, fixtures: Fixtures, plugins: Plugins, modules: Modules) -> Iterator[Problem]:
    scene = Scene(sources, fixtures, plugins, modules)
    for file in sources:
        if file.role not in ("conftest", "plugin"):
            continue
        for held in file.flows.held:
            fixture = next((each for each in file.fixtures if each.function == held.within), None)
            if not fixture or fixture.scope not in LASTING or held.kind != "process":
                continue
            if is_real(held, owner_of(file, held.within), file, scene) and not is_watched(fixture, held, sources):
                files = users(fixture, sources, fixtures, plugins)
                if len(files) > 1:
                    yield problem(fixture, held, len(files))


def is_watched(fixture: Fixture, held: Held, sources: Sources) -> bool:
    """Does somebody ask, in a fixture or test, whether it still runs? The waiting at its start does not count."""
    if any(use.how in ("argument", "other", "with") for use in held.uses):
        return True
    asked = (f"{fixture.name}.", f"{held.name}.")
    return any(
        call.within != fixture.function and (call.name.startswith(asked) or "." not in call.name)
        for file in sources
        for call in file.calls
        if any(word in call.name.rpartition(".")[2].lower() for word in LOOKS)
    )


def users(fixture: Fixture, sources: Sources, fixtures: Fixtures, plugins: Plugins) -> set[str]:
    """The files whose tests are served by it."""
    found = set()
    for file in sources.collected:
        visible = fixtures.visible.get(file.path, {}).get(fixture.name, ())
        if not any(each.fixture == fixture for each in visible):
            continue
        asked = {name for test in file.tests for name in test.requests}
        if fixture.autouse or fixture.name in asked or fixture.name in closure(file.path, asked, fixtures, plugins):
            found.add(file.path)
    return found


def problem(fixture: Fixture, held: Held, files: int) -> Problem:
    return Problem(
        place=held.expr.place,
        message=f"fixture '{fixture.name}' starts one process for the tests of {files} files, and nobody looks whether "
        "it still runs",
        label="started once",
        consequence="when it dies, all tests behind that fail, each with an error of its own",
        help=f"look at `{held.name or 'process'}.poll()` in a fixture of function scope that hands it out, or narrow "
        "the scope to `module`",
        confidence=Confidence.MEDIUM,
    )
