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

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.outlines import Outlines, Raising
from doctor.model.sources import Fixtures, Sources
from doctor.model.web_clients import Request, WebClients
from doctor.rules.clients import asked_by, outline_of
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(
    web_clients: WebClients, sources: Sources, fixtures: Fixtures, modules: Modules, outlines: Outlines
) -> Iterator[Problem]:
    for request in web_clients.requests:
        client = asked_by(request, web_clients, sources, fixtures) if request.status == 500 else None
        if client is None or request.guarded or "raise_server_exceptions" in client.arguments:
            continue
        found = outline_of(client, modules, outlines)
        for each in found[0].raising if found else ():
            if found and (each.app, each.method, each.path) == (found[1], request.method, request.path):
                yield problem(request, each)


def problem(request: Request, raising: Raising) -> Problem:
    return Problem(
        place=request.place,
        message=f"the test client raises the {raising.error} of '{raising.path}', and gives no response of status 500",
        label="raises",
        related=(Related(raising.place, "raised here"),),
        consequence=f"'{request.function}' fails: {raising.error}",
        help="make the client with raise_server_exceptions=False, or wait for the error with pytest.raises",
    )
