"""A test waits for the status 500, and the test client raises the application's error.

## Why

`TestClient(app)` hands on what the application raises and does not catch, also where an
`@app.exception_handler(Exception)` answers: the request of the test raises that error, and gives no response
(https://github.com/fastapi/fastapi/issues/2799, https://www.starlette.io/testclient/).

## Instead

`TestClient(app, raise_server_exceptions=False)`, or `with pytest.raises(ValueError):` around the request.

Nothing is said where something may catch the error, or the address does more than raise one.

## Fix safety

There is none: a client may serve other tests, which then would not see errors.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import FoundModule, Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.outlines import Outline, Outlines, Raising
from doctor.model.reached import MOST, reached
from doctor.model.sources import Fixtures, Sources
from doctor.model.web_clients import Request, WebClients
from doctor.rules.clients import asked_by, is_excused_request, outline_of
from doctor.rules.registry import rule

CATCHING = frozenset(
    {"exception_handler", "exception_handlers", "add_exception_handler", "middleware", "add_middleware"}
)


@rule(severity=Severity.ERROR, since="0.1")
def check(
    web_clients: WebClients, sources: Sources, fixtures: Fixtures, modules: Modules, outlines: Outlines
) -> Iterator[Problem]:
    for request in web_clients.requests:
        client = asked_by(request, web_clients, sources, fixtures) if request.status == 500 else None
        if client is None or "raise_server_exceptions" in client.arguments or is_excused_request(request, sources):
            continue
        found = outline_of(client, modules, outlines)
        for each in found[0].raising if found else ():
            is_asked = found and (each.app, each.method, each.path) == (found[1], request.method, request.path)
            if is_asked and not may_be_caught(client.app, request.file, sources, modules, outlines):
                yield problem(request, each)


def may_be_caught(app: str, path: str, sources: Sources, modules: Modules, outlines: Outlines) -> bool:
    """May the tests, or a module that they come to, give the application what answers in place of the error?"""
    files = [file for file in (sources.get(path), *sources.reaching_others) if file]
    known: set[str] = set()
    for file in files:
        own = outlines.of(FoundModule(file.path, "project", file.path))
        if own is None or catches(own):
            return True
        found = reached((each.dotted for each in file.imports), file.path, modules, known)
        if any(each and catches(each) and imports(each, app) for each in map(outlines.of, found)):
            return True
    return len(known) >= MOST


def catches(outline: Outline) -> bool:
    return not CATCHING.isdisjoint(outline.looked_up)


def imports(outline: Outline, app: str) -> bool:
    """Does the module import the application, at its top or in a function, or the module that makes it?"""
    module, _, name = app.rpartition(".")
    return name in outline.looked_up or not {app, module}.isdisjoint(outline.imported.values())


def problem(request: Request, raising: Raising) -> Problem:
    return Problem(
        place=request.place,
        message=f"the test client raises the {raising.error} of '{raising.path}', and gives no response of status 500",
        label="raises",
        related=(Related(raising.place, "raised here"),),
        consequence=f"'{request.function}' fails: {raising.error}",
        help="make the client with raise_server_exceptions=False, or wait for the error with pytest.raises",
    )
