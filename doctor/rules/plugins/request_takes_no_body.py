"""A client of httpx is given a body for `get`, `delete`, `head` or `options`, which take none.

## Why

These methods of httpx have no `json=`, `data=`, `content=` and `files=`; that of Starlette's and FastAPI's TestClient,
which is made of httpx since Starlette 0.21, neither: `TypeError: TestClient.delete() got an unexpected keyword argument
'json'` (https://github.com/Kludex/starlette/issues/2087, https://github.com/fastapi/fastapi/issues/5649).

## Instead

`client.request("DELETE", "/cart", json=[1, 2])`, which takes them all
(https://www.python-httpx.org/compatibility/#request-body-on-http-methods).

## Fix safety

The call becomes one of `request` only when asked: a test that could not ask before then does.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Distributions
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import Fixtures, Sources
from doctor.model.web_clients import Client, Request, WebClients
from doctor.rules.clients import asked_by, is_excused_request
from doctor.rules.registry import rule

BODYLESS = ("get", "delete", "head", "options")
BODIES = ("json", "data", "content", "files")


@rule(severity=Severity.ERROR, since="0.1")
def check(
    web_clients: WebClients, sources: Sources, fixtures: Fixtures, distributions: Distributions
) -> Iterator[Problem]:
    for request in web_clients.requests:
        body = next((each for each in request.arguments if each in BODIES), "")
        if request.method in BODYLESS and body and not is_excused_request(request, sources):
            client = asked_by(request, web_clients, sources, fixtures)
            if client and is_of_httpx(client, distributions):
                yield problem(request, client, body)


def is_of_httpx(client: Client, distributions: Distributions) -> bool:
    """Is it certain that the client is made of httpx? Before Starlette 0.21 it was made of requests."""
    if client.maker.startswith("httpx."):
        return True
    starlette, fastapi = distributions.version("starlette"), distributions.version("fastapi")
    return starlette >= (0, 21) if starlette else bool(fastapi and fastapi >= (0, 87))


def problem(request: Request, client: Client, body: str) -> Problem:
    name, verb = client.maker.rpartition(".")[2], request.method.upper()
    changes = (Replace(request.word, f'request("{verb}", '),) if request.word else ()
    return Problem(
        place=request.place,
        message=f"'{request.method}' of {name} takes no '{body}'",
        label="takes no body",
        consequence=f"TypeError: {name}.{request.method}() got an unexpected keyword argument '{body}'",
        help=f'write `request("{verb}", …, {body}=…)`',
        fix=Fix(f'call request("{verb}", …)', changes) if changes else None,
    )
