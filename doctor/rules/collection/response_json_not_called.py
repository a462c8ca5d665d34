"""`response.json` of a test client is a method, and is taken for the content.

## Why

Answers of httpx, and of the TestClient of Starlette and FastAPI, have a method `json()`; only Flask's have a property.
`response.json["status"]` fails: "'method' object is not subscriptable", and `response.json == {…}` never holds
(https://www.python-httpx.org/api/#response, https://fastapi.tiangolo.com/tutorial/testing/).

## Instead

`response.json()["status"]`.

## Fix safety

The parentheses are written when asked for: the test then looks at the content.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.sources import Fixtures, Sources
from doctor.model.web_clients import WebClients
from doctor.rules.clients import asked_by, is_excused_request
from doctor.rules.cures import wrapped
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(web_clients: WebClients, sources: Sources, fixtures: Fixtures) -> Iterator[Problem]:
    for request in web_clients.requests:
        if request.unread is None or is_excused_request(request, sources):
            continue
        client = asked_by(request, web_clients, sources, fixtures)
        if client is not None:
            maker = client.maker.rpartition(".")[2]
            yield Problem(
                place=request.unread,
                message=f"'json' of what {maker} answers is a method, and is not called",
                label="the method, not the content",
                consequence=f"'{request.function}' fails: 'method' object is not subscriptable, or equal to nothing",
                help="write `.json()`",
                fix=Fix("call json", wrapped(request.unread, "", "()")),
            )
