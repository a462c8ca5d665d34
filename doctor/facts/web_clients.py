"""The fact `web_clients`: clients of httpx and Starlette in the tests' files, and what they ask for."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from doctor.facts.contents import read_python, reading
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import Function, child_nodes, first_name, functions_in, nodes_in
from doctor.model.invocation import Invocation
from doctor.model.places import Place
from doctor.model.sources import SourceFile, Sources
from doctor.model.web_clients import Client, Request, WebClients

TEST_CLIENTS = ("fastapi.testclient.TestClient", "starlette.testclient.TestClient")
MAKERS = (*TEST_CLIENTS, "httpx.Client", "httpx.AsyncClient")
TRANSPORTS = ("httpx.ASGITransport", "httpx.WSGITransport")
MADE = re.compile(rb"\b(?:TestClient|AsyncClient|httpx\.Client|Client)\(")
LIBRARIES = ("fastapi", "starlette", "httpx")
ASKED = re.compile(rb"\.(?:get|delete|head|options|post|put|patch)\(")
CHANGED = re.compile(rb"\.(?:get|delete|head|options)\s*=[^=]|(?:setattr|patch)[^\n]*\b(?:TestClient|AsyncClient)\b")
# A client is given a header, or another host, for all its requests
HOST = re.compile(rb"\.headers\b[^\n]*\bhost\b|\.base_url\s*=[^=]", re.IGNORECASE)
METHODS = frozenset({"get", "delete", "head", "options", "post", "put", "patch"})
ENTERING = ("enter_context", "enter_async_context", "enterContext")
CONTENTS = (ast.Constant, ast.Dict, ast.List)
WAITING = ("raises", "suppress", "assertRaises")


def web_clients(invocation: Invocation, sources: Sources) -> WebClients:
    read = reading(invocation)
    files = [file for file in sources if file.collected or file.role in ("conftest", "plugin")]
    importing = {file.path: read(file.path) for file in files if imports(file)}
    texts = {path: data for path, data in importing.items() if MADE.search(data)}
    homes = [Home(path, data) for path, data in texts.items()]
    handed = {key: client for home in homes for key, client in home.handed()}
    names = {fixture.name for file in files for fixture in file.fixtures if (file.path, fixture.function) in handed}
    for file in files if names else ():
        if file.path not in texts and asks(file, names):
            texts[file.path] = read(file.path)
            if ASKED.search(texts[file.path]):
                homes.append(Home(file.path, texts[file.path]))
    clients = {client: None for home in homes for client in home.clients()}
    is_changed = any(CHANGED.search(data) for data in (importing | texts).values())
    requests = () if is_changed else tuple(each for home in homes for each in home.requests())
    return WebClients(tuple(clients), requests, handed, frozenset(name for home in homes for name in home.entered()))


def imports(file: SourceFile) -> bool:
    return any(each.module.partition(".")[0] in LIBRARIES for each in file.imports)


def asks(file: SourceFile, names: set[str]) -> bool:
    """Does something in the file take one of the fixtures?"""
    asked = [
        *(test.requests for test in file.tests),
        *([each.name for each in fixture.params] for fixture in file.fixtures),
    ]
    return any(not names.isdisjoint(each) for each in asked)


class Room(NamedTuple):
    """A function, or the top of the module, where `name` is "".

    `own` are the names that it binds, "param" for a parameter that it gives nothing else, "" for others. `values` are
    those that are given one thing, `clients` those of which that is a client.
    """

    name: str
    reader: Reader
    own: Mapping[str, str]
    values: Mapping[str, ast.expr]
    clients: dict[str, Client]


class Home:
    """A file of tests."""

    def __init__(self, path: str, data: bytes) -> None:
        self._path = path
        self._lines = data.splitlines()
        self._reads_json = b".json" in data
        self._always = ("headers",) if HOST.search(data) else ()
        tree, self._reader = read_python(data, path)
        self._top = self._with_clients(Room("", self._reader, {}, given_once(tree.body), {}))
        self._functions = [(node, self._room(name, node)) for name, node in dict(functions_in(tree.body)).items()]

    def _room(self, name: str, function: Function) -> Room:
        params = {each.arg: "param" for each in nodes_in(function.args) if isinstance(each, ast.arg)}
        bound = Counter(
            each.id for each in nodes_in(function) if isinstance(each, ast.Name) and not isinstance(each.ctx, ast.Load)
        )
        own = params | dict.fromkeys(bound, "")
        given = given_once(node for stmt in function.body for node in nodes_in(stmt))
        values = {key: value for key, value in given.items() if bound[key] == 1}  # no loop gives it something else
        return self._with_clients(Room(name, self._reader.shadowed(own), own, values, {}))

    def _with_clients(self, room: Room) -> Room:
        for name, value in room.values.items():
            if client := self._made(value, room):
                room.clients[name] = client
        return room

    def _made(self, value: ast.expr, room: Room) -> Client | None:
        """The client that an expression makes."""
        reader = room.reader
        if not isinstance(value, ast.Call) or reader.dotted(value.func) not in MAKERS:
            return None
        maker = reader.dotted(value.func)
        app = next((each.value for each in value.keywords if each.arg == "app"), None)
        if maker in TEST_CLIENTS and value.args:
            app = value.args[0]
        transport = next((each.value for each in value.keywords if each.arg == "transport"), None)
        if isinstance(transport, ast.Name):
            transport = room.values.get(transport.id)
        if isinstance(transport, ast.Call) and reader.dotted(transport.func) in TRANSPORTS:
            app = next(iter((*transport.args, *(each.value for each in transport.keywords if each.arg == "app"))), None)
        name, kind = self._app(app, room) if app is not None else ("", "")
        words = (each.arg or "**" for each in value.keywords if each.arg != "app")
        given = (*self._always, *("*" for _ in value.args[1:]), *words)
        return Client(maker, self._path, room.name, reader.place(value), name, kind, given)

    def _app(self, app: ast.expr, room: Room) -> tuple[str, str]:
        first, reader = first_name(app), room.reader
        value = room.values.get(first) if isinstance(app, ast.Name) else app
        if isinstance(value, ast.Call):
            return reader.dotted(value.func), "call"
        if first in room.own:
            return first, room.own[first] or "local"
        return reader.dotted(app), "import" if first in reader.names else "module"

    def clients(self) -> Iterator[Client]:
        yield from self._top.clients.values()
        for function, room in self._functions:
            for each in nodes_in(function):
                if isinstance(each, ast.Call) and (client := self._made(each, room)):
                    yield client

    def handed(self) -> Iterator[tuple[tuple[str, str], Client]]:
        """What a function returns or yields, where that is one thing."""
        for function, room in self._functions:
            given = [each.value for each in nodes_in(function) if isinstance(each, (ast.Return, ast.Yield))]
            values = [each for each in given if each is not None]
            client = self._asked(values[0], room) if len(values) == 1 else None
            if isinstance(client, Client):
                yield (self._path, room.name), client

    def _asked(self, node: ast.expr, room: Room) -> Client | str | None:
        """The client that an expression is; "param" for a parameter."""
        if not isinstance(node, ast.Name):
            return self._made(node, room)
        return room.clients.get(node.id) or room.own.get(node.id, self._top.clients.get(node.id))

    def entered(self) -> Iterator[str]:
        """The parameters that a function enters: `with client:`, `stack.enter_context(client)`."""
        for node, _ in self._functions:
            params = {each.arg for each in nodes_in(node.args) if isinstance(each, ast.arg)}
            entered = (each for inner in nodes_in(node) for each in entered_by(inner))
            yield from (each.id for each in entered if isinstance(each, ast.Name) and each.id in params)

    def requests(self) -> Iterator[Request]:
        for function, room in self._functions:
            statuses = dict(statuses_in(function))
            unread = dict(self._unread_in(function, room)) if self._reads_json else {}
            for call, guarded in calls_in(function):
                func = call.func
                if isinstance(func, ast.Attribute) and func.attr in METHODS:
                    client = self._asked(func.value, room)
                    if client == "param" or isinstance(client, Client):
                        request = self._request(call, func, client, room.name, guarded, statuses.get(call, 0))
                        yield request.replace(unread=unread.get(call))

    def _unread_in(self, function: Function, room: Room) -> Iterator[tuple[ast.expr, Place]]:
        """The requests of which `response.json` is taken for the content: indexed, compared, looked into."""
        if any(map(sets_json, nodes_in(function))):
            return
        waiting = {inner for node in nodes_in(function) if is_waiting(node) for inner in nodes_in(node)}
        for parent in nodes_in(function):
            for node in child_nodes(parent) if parent not in waiting else ():
                if isinstance(node, ast.Attribute) and node.attr == "json" and is_content(node, parent):
                    of = room.values.get(node.value.id) if isinstance(node.value, ast.Name) else node.value
                    asked = of.value if isinstance(of, ast.Await) else of
                    if asked is not None:
                        yield asked, self._reader.place(node)

    def _request(
        self, call: ast.Call, func: ast.Attribute, client: Client | str, name: str, guarded: bool, status: int
    ) -> Request:
        url = call.args[0] if call.args else next((each.value for each in call.keywords if each.arg == "url"), None)
        path = url.value if isinstance(url, ast.Constant) and isinstance(url.value, str) else ""
        place, end = self._reader.place(func), func.end_col_offset or 0
        is_joined = self._lines[(func.end_lineno or 1) - 1][end : end + 1] == b"("
        start = place.replace(line=place.end_line, column=place.end_column - len(func.attr))
        return Request(
            method=func.attr,
            place=self._reader.place(call),
            file=self._path,
            function=name,
            client=client if isinstance(client, Client) else None,
            param=first_name(func.value) if client == "param" else "",
            path=path,
            arguments=(*self._always, *(each.arg or "**" for each in call.keywords if each.arg != "url")),
            word=start.replace(end_column=place.end_column + 1) if is_joined else None,
            guarded=guarded,
            status=status,
        )


def is_content(node: ast.expr, parent: ast.AST) -> bool:
    """Is it used as only a dictionary, a list or the like could be?"""
    if isinstance(parent, ast.Subscript):
        return parent.value is node
    if isinstance(parent, ast.Compare):
        op, *more = parent.ops
        is_in = isinstance(op, (ast.In, ast.NotIn)) and parent.comparators[0] is node
        others = [each for each in (parent.left, *parent.comparators) if each is not node]
        is_equal = isinstance(op, ast.Eq) and all(isinstance(each, CONTENTS) for each in others)
        return not more and (is_in or is_equal)
    if isinstance(parent, (ast.For, ast.comprehension)):
        return parent.iter is node
    return isinstance(parent, ast.Attribute) and parent.attr in ("get", "items", "keys", "values")


def sets_json(node: ast.AST) -> bool:
    """May it put something else in the place of a method `json`?"""
    if isinstance(node, ast.Attribute):
        return node.attr == "json" and isinstance(node.ctx, ast.Store)
    func = node.func if isinstance(node, ast.Call) else None
    is_patching = getattr(func, "attr", getattr(func, "id", "")) in ("setattr", "object")
    given = node.args if isinstance(node, ast.Call) and is_patching else []
    return any(isinstance(each, ast.Constant) and each.value == "json" for each in given)


def entered_by(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.withitem):
        return [node.context_expr]
    is_entering = isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ENTERING
    return node.args if is_entering and isinstance(node, ast.Call) else []


def given_once(nodes: Iterable[ast.AST]) -> dict[str, ast.expr]:
    """The names that these statements and contexts give one thing, each with that."""
    given: dict[str, list[ast.expr]] = {}
    for node in nodes:
        target, value = given_by(node)
        if isinstance(target, ast.Name) and value is not None:
            given.setdefault(target.id, []).append(value)
    return {name: values[0] for name, values in given.items() if len(values) == 1}


def given_by(node: ast.AST) -> tuple[ast.expr | None, ast.expr | None]:
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        return node.targets[0], node.value
    if isinstance(node, (ast.AnnAssign, ast.NamedExpr)):
        return node.target, node.value
    return (node.optional_vars, node.context_expr) if isinstance(node, ast.withitem) else (None, None)


def calls_in(function: Function) -> Iterator[tuple[ast.Call, bool]]:
    """All calls in it, each with whether an error is caught or waited for around it."""
    waiting: list[tuple[ast.AST, bool]] = [(function, False)]
    while waiting:
        node, guarded = waiting.pop()
        if isinstance(node, ast.Call):
            yield node, guarded
        elif isinstance(node, (ast.With, ast.AsyncWith)):
            guarded = guarded or is_waiting(node)
        inner = guarded or isinstance(node, ast.Try)
        waiting += [(child, inner) for child in reversed(child_nodes(node))]


def is_waiting(node: ast.AST) -> bool:
    """May an error within it be caught or waited for?"""
    items = node.items if isinstance(node, (ast.With, ast.AsyncWith)) else []
    return isinstance(node, ast.Try) or any(
        word in ast.unparse(item.context_expr) for item in items for word in WAITING
    )


def statuses_in(node: Function) -> Iterator[tuple[ast.Call, int]]:
    """The requests of which an assertion compares the status with a number: on the spot, or by the name they get."""
    held: dict[str, ast.expr] = {}
    for stmt in node.body:
        if isinstance(stmt, ast.Assign) and isinstance(stmt.targets[0], ast.Name):
            held[stmt.targets[0].id] = stmt.value
        test = stmt.test if isinstance(stmt, ast.Assert) else None
        if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], ast.Eq):
            left, right = test.left, test.comparators[0]
            if isinstance(left, ast.Attribute) and left.attr == "status_code" and isinstance(right, ast.Constant):
                asked = held.get(left.value.id) if isinstance(left.value, ast.Name) else left.value
                asked = asked.value if isinstance(asked, ast.Await) else asked
                if isinstance(asked, ast.Call) and isinstance(right.value, int):
                    yield asked, right.value
