"""Which client a request of a test is made with, and what is known of the application that it asks."""

from __future__ import annotations

from doctor.model.environment import Modules
from doctor.model.outlines import Outline, Outlines
from doctor.model.sources import Fixtures, Sources
from doctor.model.web_clients import Client, Request, WebClients
from doctor.rules.excused import is_excused


def asked_by(request: Request, web_clients: WebClients, sources: Sources, fixtures: Fixtures) -> Client | None:
    """What is asked: the client that the function makes, or that a fixture hands to it."""
    if request.client:
        return request.client
    file = sources.get(request.file)
    function = file.function(request.function) if file else None
    if not file or not function or file.path in fixtures.open:
        return None
    tests = (request.param in test.requests for test in file.tests if test.function == request.function)
    is_filled = any(tests) or any(fixture.function == request.function for fixture in file.fixtures)
    found = fixtures.of(file.path, request.param, function.class_name) if is_filled else None
    own = found.fixture if found else None
    return web_clients.handed.get((own.place.file, own.function)) if own else None


def is_excused_request(request: Request, sources: Sources) -> bool:
    """Does it count for nothing what it raises: is an error waited for, or need the test not pass?"""
    file = sources.get(request.file)
    return request.guarded or file is None or is_excused(file, request.function, request.place.line)


def outline_of(client: Client, modules: Modules, outlines: Outlines) -> tuple[Outline, str] | None:
    """The module that makes the application which a test client asks, and the name that it has there."""
    module, _, name = client.app.rpartition(".")
    is_known = (
        client.root == "import" and client.maker.endswith(".TestClient") and not {"*", "**"} & {*client.arguments}
    )
    home = modules.find(module, client.file) if module and is_known else None
    outline = outlines.of(home) if home else None
    return (outline, name) if outline else None
