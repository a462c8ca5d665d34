"""Clients that ask an application or a server over HTTP, as tests make them, and what they ask for."""

from __future__ import annotations

from collections.abc import Mapping

from doctor.model.places import Place
from doctor.model.record import Record


class Client(Record):
    """What calling `maker` makes in `function` of `file` ("" at the top of the module).

    `app` is the application's dotted name, or what is called to make it; `root` is "import", "module", "local", "param"
    or "call", "" where there is no application, or it cannot be told. `arguments` are the names of its other arguments,
    "*" for others by position.
    """

    maker: str
    file: str
    function: str
    place: Place
    app: str = ""
    root: str = ""
    arguments: tuple[str, ...] = ()


class Request(Record):
    """`client.delete("/cart", json=…)` in `function` of `file`: `method`, `path` where it is a text, and the names of
    its other arguments.

    `client` is what it is asked of, None for the parameter `param`. `word` is the method with the parenthesis behind
    it, where they stand together. `guarded` is whether an error may be waited for. `status` is the number that an
    assertion of the same function compares the answer's status with, 0 for none. `unread` is where the method `json` of
    the answer is taken for its content: `response.json["name"]`.
    """

    method: str
    place: Place
    file: str
    function: str
    client: Client | None = None
    param: str = ""
    path: str = ""
    arguments: tuple[str, ...] = ()
    word: Place | None = None
    guarded: bool = False
    status: int = 0
    unread: Place | None = None


class WebClients(Record):
    """`handed` are the clients that functions return or yield, by file and qualified name; `entered` the parameters
    that functions enter by `with`, which may be such clients."""

    clients: tuple[Client, ...] = ()
    requests: tuple[Request, ...] = ()
    handed: Mapping[tuple[str, str], Client] = {}
    entered: frozenset[str] = frozenset()
