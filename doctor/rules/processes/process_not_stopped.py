"""A test starts a process, and nothing stops it or waits for it.

## Why

A process that a test starts goes on when the test is over, also when pytest is. It keeps its port, so that the next run
finds it taken; it keeps its files and its memory; in CI the job waits for it. Python says so at most in a
`ResourceWarning: subprocess … is still running`
(https://docs.python.org/3/library/subprocess.html#subprocess.Popen).

## Instead

```python
@pytest.fixture
def server():
    with subprocess.Popen([...]) as process:
        yield process
        process.terminate()
```

`with` waits for the process. `request.addfinalizer(process.kill)`, or `kill()` and `wait()` in the tear-down or in
`finally`, serve as well; so does pytest-xprocess for processes that several tests use. Where a class of the file starts
it, its method that stops it has to be called.

## Fix safety

There is no fix: some processes want to be asked in a way of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.flows import Held
from doctor.model.plugins import Plugins
from doctor.model.sources import Fixtures, SourceFile, Sources
from doctor.rules.isolation._around import Scene
from doctor.rules.mocks._holders import owner_of
from doctor.rules.processes._started import is_ended, is_real, unused_enders
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(sources: Sources, fixtures: Fixtures, plugins: Plugins, modules: Modules) -> Iterator[Problem]:
    scene = Scene(sources, fixtures, plugins, modules)
    for file in sources:
        if file.collected or file.role in ("conftest", "plugin"):
            for held in file.flows.held:
                if held.kind != "process" or held.shared:
                    continue
                if lasts(held, file, scene):
                    yield told(held, file)
                elif enders := unused_enders(held, file, scene):
                    yield of_helper(held, enders)


def lasts(held: Held, file: SourceFile, scene: Scene) -> bool:
    owner = owner_of(file, held.within)
    if (owner is None and held.within) or is_ended(held, file, scene.sources) or not is_real(held, owner, file, scene):
        return False
    return owner is None or not (held.root == "self" and scene.around(owner).open)


def told(held: Held, file: SourceFile) -> Problem:
    owner = owner_of(file, held.within)
    name = f"{'self.' if held.root == 'self' else ''}{held.name}" or "the process"
    end = f"`{name}.terminate()` and `{name}.wait()`" if held.name else "`terminate()` and `wait()`"
    where = {"fixture": "behind the fixture's `yield`", "setup": "in the tear-down", "test": "in `finally`"}
    what = str(held.expr.value)
    is_child = what.endswith("multiprocessing.Process")
    return Problem(
        place=held.expr.place,
        message=f"{owner.title if owner else file.path} starts a process ({what}) that nothing stops or waits for",
        label="started here",
        consequence="pytest waits for the process when it ends, for ever if need be"
        if is_child
        else "the process outlives its test, and pytest as well: it keeps its port, files and memory",
        help=f"call {end} {where.get(owner.kind if owner else '', 'when the run ends')}, or start it by `with`",
    )


def of_helper(held: Held, enders: list[str]) -> Problem:
    """The process of a class whose objects could stop it, and are never asked to."""
    name, end = held.within.rpartition(".")[0], enders[0]
    return Problem(
        place=held.expr.place,
        message=f"{name} starts a process, and nothing calls `{end}()`, which would stop it",
        label="started here",
        consequence="the process outlives its test, and pytest as well: it keeps its port, files and memory",
        help=f"call `{end}()` in `finally`, or behind the `yield` of a fixture that makes the {name}",
    )
