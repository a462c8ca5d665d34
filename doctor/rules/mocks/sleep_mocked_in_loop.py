"""asyncio.sleep is replaced by a mock that does not give way, and a loop waits with it for another task.

## Why

`await asyncio.sleep(0.1)` lets other tasks run. `await` of an `AsyncMock` does not: it is done at once, and the event
loop does not come round. A loop whose end another task decides (`while not self.stopped: … await asyncio.sleep(1)`)
then spins forever: neither that task, nor `task.cancel()`, nor a timeout of the event loop ever gets its turn, and the
test hangs at full load (https://github.com/ai-dynamo/aiperf/pull/62).

## Instead

Give way in the mock:

```python
real_sleep = asyncio.sleep

monkeypatch.setattr(asyncio, "sleep", lambda seconds: real_sleep(0))
```

or end the loop from within it: `AsyncMock(side_effect=[None, None, asyncio.CancelledError])`.

## Fix safety

There is no fix: how often the loop should go round is for the test to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Confidence, Problem, Related, Severity
from doctor.model.flows import Spin
from doctor.model.sources import Call, SourceFile, Sources
from doctor.rules.classes import World
from doctor.rules.mocks._targets import ASYNC, Patched, patched
from doctor.rules.registry import rule

TASKS = ("create_task", "ensure_future", "start_soon", "gather", "wait_for", "timeout")


@rule(severity=Severity.WARNING, since="0.1")
def check(file: SourceFile, sources: Sources, modules: Modules) -> Iterator[Problem]:
    world = World(sources, modules)
    if not (file.collected or file.role in ("conftest", "plugin")):
        return
    for each in patched(file):
        if each.target.endswith("sleep") and never_yields(each):
            found = spinning(each, file, world)
            if found:
                yield told(each, *found)


def never_yields(each: Patched) -> bool:
    """Is it replaced by a mock that is done at once, always?"""
    if each.configured and set(each.configured) - {"return_value"}:
        return False
    mock = each.new_callable or each.new
    if mock is None:
        return True  # patch makes an AsyncMock
    if mock.value not in ASYNC or (mock is each.new and mock.kind != "call"):
        return False
    return not mock.parts and {name for name, _ in mock.keywords} <= {"return_value", "name"}


def spinning(each: Patched, file: SourceFile, world: World) -> tuple[SourceFile, Spin] | None:
    """A loop that sleeps by the replaced name, in a task that the same test starts."""
    tasks = [call for call in file.calls_in(each.within) if call.name.endswith(TASKS)]
    if not tasks or not each.within:
        return None
    owner = each.target.removesuffix(".sleep").removesuffix(".asyncio")
    if owner and owner != "asyncio":
        homes = [world.file_of(owner, file.path)]
    else:
        homes = [file, *(world.file_of(each.module, file.path) for each in file.imports)]
        homes += [world.file_of(each.dotted, file.path) for each in file.imports if each.name]
    for home in homes:
        for spin in home.flows.spins if home else ():
            is_whole = owner == "asyncio" and spin.sleep == "asyncio.sleep"
            if home and (is_whole or owner != "asyncio") and starts(spin, tasks):
                return home, spin
    return None


def starts(spin: Spin, tasks: list[Call]) -> bool:
    """Does one of the tasks run the function of the loop, as far as names tell?"""
    name = spin.within.rpartition(".")[2]
    called = {str(part.value).rpartition(".")[2] for task in tasks for part in task.expr.parts if part.kind == "call"}
    return name in called


def told(each: Patched, home: SourceFile, spin: Spin) -> Problem:
    until = f"until '{spin.flag}' changes" if spin.flag else "until it is cancelled"
    return Problem(
        place=each.place,
        message=f"'{each.target}' is replaced by a mock that does not give way, and '{spin.within}' loops {until}",
        label="done at once",
        related=(Related(spin.place, "spins here"),),
        consequence="the loop never lets another task run, so the test hangs at full load",
        help="let the mock give way: `lambda seconds: real_sleep(0)`, with the real one kept before; "
        "or end the loop by `side_effect`",
        confidence=Confidence.MEDIUM,
    )
