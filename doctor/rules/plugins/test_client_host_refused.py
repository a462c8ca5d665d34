"""The application answers some hosts alone, and the test client's is none of them.

## Why

`TestClient` asks `http://testserver`. TrustedHostMiddleware answers each request to a host that `allowed_hosts` does
not name with "400 Invalid host header" (https://www.starlette.io/middleware/#trustedhostmiddleware).

## Instead

`TestClient(app, base_url="http://shop.example")`, or "testserver" in `allowed_hosts`.

Nothing is said of hosts that are not written down in the module, and of requests with headers of their own.

## Fix safety

There is none: which host the tests are to ask is the author's choice.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.outlines import Outlines, TrustedHosts
from doctor.model.sources import Fixtures, Sources
from doctor.model.web_clients import Client, Request, WebClients
from doctor.rules.clients import asked_by, is_excused_request, outline_of
from doctor.rules.registry import rule

# What may say which host is asked
OF_REQUEST = frozenset({"headers", "**"})
OF_CLIENT = frozenset({"base_url", "headers"})


@rule(severity=Severity.ERROR, since="0.1")
def check(
    web_clients: WebClients, sources: Sources, fixtures: Fixtures, modules: Modules, outlines: Outlines
) -> Iterator[Problem]:
    refused: dict[Client, Request] = {}
    for request in web_clients.requests:
        if (
            request.status in (0, 400)
            or not request.path.startswith("/")
            or not OF_REQUEST.isdisjoint(request.arguments)
        ):
            continue
        client = asked_by(request, web_clients, sources, fixtures)
        if client and OF_CLIENT.isdisjoint(client.arguments) and not is_excused_request(request, sources):
            refused.setdefault(client, request)
    for client, request in refused.items():
        found = outline_of(client, modules, outlines)
        for each in found[0].trusted if found else ():
            if found and each.app == found[1] and not {"*", "testserver"} & {*each.hosts}:
                yield problem(client, request, each)


def problem(client: Client, request: Request, trusted: TrustedHosts) -> Problem:
    host = next((each for each in trusted.hosts if "*" not in each), "…")
    return Problem(
        place=client.place,
        message="the test client asks the host 'testserver', which the application refuses",
        label="asks http://testserver",
        related=(Related(trusted.place, "these hosts alone"), Related(request.place, "asked here")),
        consequence=f"400 Invalid host header, where '{request.function}' waits for {request.status}",
        help=f'write `TestClient(…, base_url="http://{host}")`, or allow "testserver"',
    )
