"""A loop waits for a process to answer, and does not see when it is dead.

## Why

The loop tries a connection until it succeeds. When the process has ended at its start (the port is taken, an import
fails), nothing will ever answer: a loop without an end hangs, one with a limit waits all of it, for each test, and then
tells of a time-out instead of the process's own words (https://github.com/web-platform-tests/wpt/pull/41446,
https://github.com/Lightning-AI/litgpt/pull/2298).

## Instead

Ask in each round whether it still runs:

```python
while not is_open(port):
    if process.poll() is not None:
        raise RuntimeError(f"the server ended with {process.returncode}")
    time.sleep(0.1)
```

It is a warning where the loop has no end of its own, or goes on for 20 seconds and more, else a note.

## Fix safety

There is no fix: what to do then is for the author to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.flows import Held, Wait
from doctor.model.sources import SourceFile
from doctor.rules.processes._waits import blind
from doctor.rules.registry import rule

LONG = 20  # seconds


@rule(severity=Severity.WARNING, since="0.1")
def check(file: SourceFile) -> Iterator[Problem]:
    if file.collected or file.role in ("conftest", "plugin"):
        for held in file.flows.held:
            wait = blind(held, file) if held.kind == "process" else None
            if wait:
                yield told(held, wait, seconds_of(wait, held, file))


def seconds_of(wait: Wait, held: Held, file: SourceFile) -> float:
    """How long the loop goes on, also where it is told so by the function that starts the process; -1 if that is not
    known."""
    function = file.function(wait.within)
    if not wait.param or function is None or wait.within == held.within:
        return wait.seconds
    position = [param.name for param in function.params].index(wait.param)
    for call in file.calls:
        if call.name == function.name and call.within == held.within and held.expr.place < call.place:
            given = call.expr.argument(position, wait.param)
            is_number = given is not None and type(given.value) in (int, float)
            return wait.seconds if given is None else float(str(given.value)) if is_number else -1
    return wait.seconds


def told(held: Held, wait: Wait, seconds: float) -> Problem:
    name = held.name or "process"
    most = f"{seconds:g} seconds" if seconds > 0 else "its whole time"
    return Problem(
        place=wait.place,
        message="this loop waits for a process to answer, and does not see when it is dead",
        label="tries again and again",
        related=(Related(held.expr.place, "the process"),),
        consequence=f"when the process ends at its start, the loop waits {most}"
        if wait.limited
        else "when the process ends at its start, the loop waits forever",
        help=f"stop in the loop as soon as `{name}.poll()` is not None, and show what the process wrote",
        severity=Severity.NOTE if wait.limited and seconds < LONG else Severity.WARNING,
    )
