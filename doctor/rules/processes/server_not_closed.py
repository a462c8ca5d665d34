"""A test starts a server of the standard library, and nothing closes it.

## Why

`HTTPServer`, `TCPServer` and the like bind their port when they are made. `serve_forever` in a thread goes on until
`shutdown()` is called, and the socket stays open until `server_close()` is: without the first the server answers during
all later tests of the process and keeps its port; without the second Python says `ResourceWarning: unclosed <socket>`,
which is an error of some later test where warnings are errors
(https://docs.python.org/3/library/socketserver.html#socketserver.BaseServer.server_close,
https://github.com/geldata/gel/pull/6045).

## Instead

```python
@pytest.fixture
def server():
    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
```

`with` calls `server_close()`. Nothing is said of servers of the whole run, nor of those that are handed on.

## Fix safety

There is no fix: where the server is to end is for its author to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.flows import Held
from doctor.model.plugins import Plugins
from doctor.model.sources import Fixtures, SourceFile, Sources
from doctor.rules.isolation._around import Scene
from doctor.rules.mocks._holders import handed_out, outlives, owner_of
from doctor.rules.registry import rule

CLOSED = ("server_close", "__exit__", "close", "socket", "socket.close")
ENDS = (*CLOSED, "shutdown")
FAKES = ("patch", "setattr")


@rule(severity=Severity.WARNING, since="0.1")
def check(sources: Sources, fixtures: Fixtures, plugins: Plugins, modules: Modules) -> Iterator[Problem]:
    scene = Scene(sources, fixtures, plugins, modules)
    for file in sources:
        if file.collected or file.role in ("conftest", "plugin"):
            for held in file.flows.held:
                if (
                    held.kind == "server"
                    and held.name
                    and outlives(handed_out(held, file, "yielded"), file, scene, CLOSED)
                ):
                    yield told(held, file)


def told(held: Held, file: SourceFile) -> Problem:
    owner = owner_of(file, held.within)
    name = f"{'self.' if held.root == 'self' else ''}{held.name}"
    is_shut = any(use.what == "shutdown" for use in held.uses)
    where = {"fixture": "behind the fixture's `yield`", "setup": "in the tear-down"}
    calls = f"`{name}.server_close()`" if is_shut else f"`{name}.shutdown()` and `{name}.server_close()`"
    return Problem(
        place=held.expr.place,
        message=f"{owner.title if owner else file.path} makes a {str(held.expr.value).rpartition('.')[2]} and never "
        f"{'closes' if is_shut else 'shuts down or closes'} it",
        label="made here",
        consequence="ResourceWarning: unclosed <socket>, in whichever test runs when it is noticed"
        if is_shut
        else "it keeps its port, and goes on to answer while later tests of the process run",
        help=f"call {calls} {where.get(owner.kind if owner else '', 'in `finally`')}, or make it by `with`",
        severity=Severity.NOTE if is_shut else None,
    )
