"""A fixture starts a server at a fixed port, and takes whatever answers there for its own.

## Why

A server that an earlier run left behind keeps its port. The new one cannot bind it and ends at once, with its "Address
already in use" in a log that nobody reads; the loop that waits for an answer gets one, from the old server, and the
tests run against the code and data of yesterday: they pass, or fail where nothing is wrong
(https://github.com/sgl-project/sglang/pull/22000, https://github.com/modelcontextprotocol/typescript-sdk/pull/2276).

## Instead

Let the system choose the port (bind port 0 and hand the number on); or see that the process still runs when something
has answered:

```python
if process.poll() is not None:
    raise RuntimeError(f"the server ended at its start: {process.returncode}")
```

or try before the start whether the port is free, and fail if it is not. It is advice, for a clean machine has no such
server.

## Fix safety

There is no fix: which of these fits the server is for the author to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Confidence, Problem, Related, Severity
from doctor.model.flows import Held
from doctor.model.plugins import Plugins
from doctor.model.sources import Call, Expr, Fixture, Fixtures, SourceFile, Sources
from doctor.rules.isolation._around import Scene
from doctor.rules.mocks._holders import owner_of
from doctor.rules.processes._started import is_real
from doctor.rules.processes._waits import TRIES, blind
from doctor.rules.registry import rule

LOOKS = ("poll", "returncode", "is_alive", "exitcode", "stdout", "stderr", "pid")
CHECKS = ("port", "free", "bind", "connect", "listen", "in_use", "kill", "check", "pgrep", "lsof", "fuser")


@rule(severity=Severity.NOTE, since="0.1")
def check(sources: Sources, fixtures: Fixtures, plugins: Plugins, modules: Modules) -> Iterator[Problem]:
    scene = Scene(sources, fixtures, plugins, modules)
    for file in sources:
        if not (file.flows.waits and (file.collected or file.role in ("conftest", "plugin"))):
            continue
        for held in file.flows.held:
            fixture = next((each for each in file.fixtures if each.function == held.within), None)
            if fixture and held.kind == "process" and is_real(held, owner_of(file, held.within), file, scene):
                yield from told(fixture, held, file)


def told(fixture: Fixture, held: Held, file: SourceFile) -> Iterator[Problem]:
    wait = blind(held, file)
    if wait is None or not wait.limited or any(use.what.partition(".")[0] in LOOKS for use in held.uses):
        return
    own = file.calls_in(fixture.function)
    if any(call.place < held.expr.place and any(word in call.name.lower() for word in CHECKS) for call in own):
        return
    tried = [
        call for call in file.calls if call.within in (fixture.function, wait.within) and is_try(call, wait.within)
    ]
    numbers = (port for call in (held.expr, *(each.expr for each in tried)) for port in ports(call, file))
    port = next(numbers, None)
    if port:
        yield problem(fixture, held, port, Related(wait.place, "anything that answers will do"))


def is_try(call: Call, waiting: str) -> bool:
    return call.name.rpartition(".")[2] in TRIES or call.name == waiting


def ports(expr: Expr, file: SourceFile, depth: int = 3) -> Iterator[int]:
    """The numbers of ports among the arguments of a call, also in words of a command and in addresses."""
    if depth < 0:
        return
    if expr.kind == "constant":
        yield from of_constant(expr)
    elif expr.kind == "name":
        values = [value for key, value in file.assigned if key == expr.value]
        yield from ports(values[0], file, depth - 1) if len(values) == 1 and values[0].kind == "constant" else ()
    for part in (*expr.parts, *(value for _, value in expr.keywords)):
        yield from ports(part, file, depth - 1)


def of_constant(expr: Expr) -> Iterator[int]:
    text = expr.text
    if text is None:
        number = expr.value if type(expr.value) is int else 0
    else:  # "8000", "--port=8000", "http://localhost:8000/health", "0.0.0.0:8000"
        digits = text.rstrip("/").rpartition("=")[2] if "//" not in text else text.partition("//")[2].partition("/")[0]
        digits = digits.rpartition(":")[2]
        number = int(digits) if digits.isdecimal() else 0
    if 1024 <= number < 65536:
        yield number


def problem(fixture: Fixture, held: Held, port: int, wait: Related) -> Problem:
    name = held.name or "process"
    return Problem(
        place=held.expr.place,
        message=f"fixture '{fixture.name}' starts a server at port {port}, and takes any that answers for its own",
        label="started here",
        related=(wait,),
        consequence=f"where another server has port {port}, such as one that an earlier run left behind, this one "
        "ends, and the tests talk to the other",
        help=f"stop when `{name}.poll()` is not None behind the loop, or let the system choose the port",
        confidence=Confidence.MEDIUM,
    )
