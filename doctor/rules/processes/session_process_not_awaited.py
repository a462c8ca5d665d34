"""A fixture hands out a server that it has just started, without waiting until it answers.

## Why

`Popen` returns as soon as the process exists. Until the server listens, the first tests meet a closed port, on a slow
or busy machine more than on one's own: "Connection refused", now and then. And when the server ends at its start, all
tests fail, each for itself (https://github.com/ElementsProject/lightning/pull/9306).

## Instead

Try to connect until it answers, with a limit, and stop when `process.poll()` says that it has ended:

```python
for _ in range(100):
    if process.poll() is not None:
        raise RuntimeError("the server ended at its start")
    with contextlib.suppress(OSError), socket.create_connection(("localhost", port)):
        break
    time.sleep(0.1)
```

`time.sleep(2)` alone is too long on one machine and too short on another
(https://github.com/modelcontextprotocol/python-sdk/pull/1527): a longer sleep is a note.

## Fix safety

There is no fix: how the server is asked is for the author to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.expressions import Expr
from doctor.model.findings import Confidence, Problem, Severity
from doctor.model.flows import Held
from doctor.model.plugins import Plugins
from doctor.model.sources import Call, Fixture, Fixtures, SourceFile, Sources
from doctor.rules.isolation._around import Scene
from doctor.rules.mocks._holders import owner_of
from doctor.rules.processes._started import is_real
from doctor.rules.registry import rule

SERVERS = ("uvicorn", "http.server", "gunicorn", "flask", "hypercorn", "redis-server", "runserver", "daphne", "--port")
SCRIPT = re.compile(r"(?:^|[/_-])serve\w*\.py$")
TARGETS = ("uvicorn.run", "app.run", "serve_forever", "hypercorn.run", "server.run")
SHORT = 2  # seconds
CALM = (
    "str",
    "print",
    "Path",
    "open",
    "len",
    "addfinalizer",
    "copy",
    "which",
    "sleep",
    "format",
    "join",
    "info",
    "debug",
)


@rule(severity=Severity.WARNING, since="0.1")
def check(sources: Sources, fixtures: Fixtures, plugins: Plugins, modules: Modules) -> Iterator[Problem]:
    scene = Scene(sources, fixtures, plugins, modules)
    for file in sources:
        if file.collected or file.role in ("conftest", "plugin"):
            started = {held.within: held for held in file.flows.held if held.kind == "process"}
            for fixture in file.fixtures if started else ():
                held = started.get(fixture.function)
                if held and is_server(held.expr) and is_real(held, owner_of(file, held.within), file, scene):
                    yield from told(fixture, held, file)


def is_server(expr: Expr) -> bool:
    """Do the words of the command name a server, or what a process is to run?"""
    target = expr.keyword("target")
    if target is not None and str(target.value).endswith(TARGETS):
        return True
    first = expr.parts[0] if expr.parts else None
    words = [part.text or "" for part in (first, *first.parts)] if first else []
    words += [part.text or "" for part in expr.parts[1:]]
    return any(server in word for word in words for server in SERVERS) or any(SCRIPT.search(word) for word in words)


def is_long(sleep: Call) -> bool:
    """May it be enough, even on a busy machine, or is it not known how long it is?"""
    given = sleep.expr.parts[0] if sleep.expr.parts else None
    return given is None or type(given.value) not in (int, float) or float(str(given.value)) > SHORT


def told(fixture: Fixture, held: Held, file: SourceFile) -> Iterator[Problem]:
    function = file.function(fixture.function)
    end = function.yields[0] if function and function.yields else None
    behind = [call for call in file.calls_in(fixture.function) if held.expr.place < call.place]
    before = [call for call in behind if end is None or call.place.line < end.line]
    calm = (*CALM, "start") if held.expr.keyword("target") else CALM
    waits = [call for call in before if call.name.rpartition(".")[2] not in calm]
    looked = [
        use for use in held.uses if use.how == "argument" or use.what.partition(".")[0] in ("stdout", "stderr", "poll")
    ]
    if waits or looked or any(wait.within == fixture.function for wait in file.flows.waits):
        return
    sleeps = [call for call in before if call.name.endswith("sleep")]
    yield Problem(
        place=held.expr.place,
        message=f"fixture '{fixture.name}' hands out a server "
        + ("after a fixed time, whether it answers or not" if sleeps else "that it has just started"),
        label="started here",
        consequence="the first tests meet a closed port wherever the server needs longer: connection refused",
        help="try to connect until it answers, with a limit, and stop when the process has ended",
        severity=Severity.NOTE if any(map(is_long, sleeps)) else Severity.WARNING,
        confidence=Confidence.MEDIUM,
    )
