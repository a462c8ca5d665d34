"""The fact `web_clients`: clients of httpx and Starlette in the tests' files, and what they ask for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping

from doctor.facts.client_uses import root
from doctor.facts.contents import read_python, reading
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import Function, child_nodes, functions_in, nodes_in
from doctor.model.invocation import Invocation
from doctor.model.sources import SourceFile, Sources
from doctor.model.web_clients import Client, Request, WebClients

TEST_CLIENTS = ("fastapi.testclient.TestClient", "starlette.testclient.TestClient")
MAKERS = (*TEST_CLIENTS, "httpx.Client", "httpx.AsyncClient")
TRANSPORTS = ("httpx.ASGITransport", "httpx.WSGITransport")
MADE = re.compile(rb"\b(?:TestClient|AsyncClient|httpx\.Client|Client)\(")
LIBRARIES = ("fastapi", "starlette", "httpx")
ASKED = re.compile(rb"\.(?:get|delete|head|options|post|put|patch)\(")
CHANGED = re.compile(rb"\.(?:get|delete|head|options)\s*=[^=]|(?:setattr|patch)[^\n]*\b(?:TestClient|AsyncClient)\b")
HOST = re.compile(rb"\.headers\b[^\n]*\bhost\b", re.IGNORECASE)  # a client is given a header for all its requests
METHODS = frozenset({"get", "delete", "head", "options", "post", "put", "patch"})
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
    return WebClients(tuple(clients), requests, handed)


def imports(file: SourceFile) -> bool:
    return any(each.module.partition(".")[0] in LIBRARIES for each in file.imports)


def asks(file: SourceFile, names: set[str]) -> bool:
    """Does something in the file take one of the fixtures?"""
    asked = [
        *(test.requests for test in file.tests),
        *([each.name for each in fixture.params] for fixture in file.fixtures),
    ]
    return any(not names.isdisjoint(each) for each in asked)


class Home:
    """A file of tests."""

    def __init__(self, path: str, data: bytes) -> None:
        self._path = path
        self._lines = data.splitlines()
        self._always = ("headers",) if HOST.search(data) else ()
        self._tree, self._reader = read_python(data, path)
        self._functions = dict(functions_in(self._tree.body))
        self._top = dict(self._held(self._tree.body, "", {}, self._reader))

    def _scope(self, name: str, node: Function) -> tuple[dict[str, Client | str], Reader]:
        """The clients that a function knows by a name, "param" and "" for its parameters and other names of its own."""
        params = {each.arg: "param" for each in nodes_in(node.args) if isinstance(each, ast.arg)}
        own = {each.id for each in nodes_in(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)}
        reader = self._reader.shadowed({*params, *own})
        locals_: dict[str, Client | str] = {**params, **dict.fromkeys(own, "")}
        held = dict(self._held(node.body, name, locals_, reader))
        return {**self._top, **locals_, **held}, reader

    def _held(
        self, body: list[ast.stmt], function: str, own: Mapping[str, object], reader: Reader
    ) -> Iterator[tuple[str, Client]]:
        """What is given to one name, and nothing else to it."""
        found: dict[str, list[ast.expr]] = {}
        for node in (each for stmt in body for each in (nodes_in(stmt) if function else [stmt])):
            if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
                found.setdefault(node.targets[0].id, []).append(node.value)
            elif isinstance(node, ast.withitem) and isinstance(node.optional_vars, ast.Name):
                found.setdefault(node.optional_vars.id, []).append(node.context_expr)
        values = {name: given[0] for name, given in found.items() if len(given) == 1}
        for name, value in values.items():
            if client := self._client(value, function, own, values, reader):
                yield name, client

    def _client(
        self,
        value: ast.expr,
        function: str,
        own: Mapping[str, object],
        values: dict[str, ast.expr],
        reader: Reader,
    ) -> Client | None:
        if not isinstance(value, ast.Call) or reader.dotted(value.func) not in MAKERS:
            return None
        maker = reader.dotted(value.func)
        app = next((each.value for each in value.keywords if each.arg == "app"), None)
        if maker in TEST_CLIENTS and value.args:
            app = value.args[0]
        transport = next((each.value for each in value.keywords if each.arg == "transport"), None)
        if isinstance(transport, ast.Name):
            transport = values.get(transport.id)
        if isinstance(transport, ast.Call) and reader.dotted(transport.func) in TRANSPORTS:
            app = next(iter((*transport.args, *(each.value for each in transport.keywords if each.arg == "app"))), None)
        name, kind = self._app(app, own, values, reader) if app is not None else ("", "")
        words = (each.arg or "**" for each in value.keywords if each.arg != "app")
        given = (*("*" for _ in value.args[1:]), *words)
        return Client(maker, self._path, function, reader.place(value), name, kind, given)

    def _app(
        self, app: ast.expr, own: Mapping[str, object], values: dict[str, ast.expr], reader: Reader
    ) -> tuple[str, str]:
        first = root(app)
        value = values.get(first) if isinstance(app, ast.Name) else app
        if isinstance(value, ast.Call):
            return reader.dotted(value.func), "call"
        if first in own:
            return first, "param" if own[first] == "param" else "local"
        return reader.dotted(app), "import" if first in reader.names else "module"

    def clients(self) -> Iterator[Client]:
        yield from self._top.values()
        for name, node in self._functions.items():
            scope, reader = self._scope(name, node)
            own = {key: value for key, value in scope.items() if not isinstance(value, Client)}
            for each in nodes_in(node):
                if isinstance(each, ast.Call) and (client := self._client(each, name, own, values_of(node), reader)):
                    yield client

    def handed(self) -> Iterator[tuple[tuple[str, str], Client]]:
        """What a function returns or yields, where that is one thing."""
        for name, node in self._functions.items():
            given = [each.value for each in nodes_in(node) if isinstance(each, (ast.Return, ast.Yield)) and each.value]
            if len(given) == 1:
                scope, reader = self._scope(name, node)
                client = self._of(given[0], name, scope, node, reader)
                if isinstance(client, Client):
                    yield (self._path, name), client

    def _of(
        self, node: ast.expr, name: str, scope: dict[str, Client | str], function: Function, reader: Reader
    ) -> Client | str | None:
        """The client that an expression is; "param" for a parameter."""
        if isinstance(node, ast.Name):
            return scope.get(node.id)
        own = {key: value for key, value in scope.items() if not isinstance(value, Client)}
        return self._client(node, name, own, values_of(function), reader)

    def requests(self) -> Iterator[Request]:
        for name, node in self._functions.items():
            scope, reader = self._scope(name, node)
            statuses = dict(statuses_in(node))
            for call, guarded in calls_in(node):
                func = call.func
                if isinstance(func, ast.Attribute) and func.attr in METHODS:
                    client = self._of(func.value, name, scope, node, reader)
                    if client == "param" or isinstance(client, Client):
                        yield self._request(call, func, client, name, guarded, statuses.get(call, 0))

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
            param=root(func.value) if client == "param" else "",
            path=path,
            arguments=(*self._always, *(each.arg or "**" for each in call.keywords if each.arg != "url")),
            word=start.replace(end_column=place.end_column + 1) if is_joined else None,
            guarded=guarded,
            status=status,
        )


def values_of(node: Function) -> dict[str, ast.expr]:
    """The names that a function gives a value to, each with the last one."""
    return {
        each.targets[0].id: each.value
        for each in nodes_in(node)
        if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name)
    }


def calls_in(node: ast.AST, guarded: bool = False) -> Iterator[tuple[ast.Call, bool]]:
    """All calls in it, each with whether an error is caught or waited for around it."""
    for child in child_nodes(node):
        inner = guarded or isinstance(child, ast.Try)
        if isinstance(child, (ast.With, ast.AsyncWith)):
            inner = inner or any(word in ast.unparse(item.context_expr) for item in child.items for word in WAITING)
        if isinstance(child, ast.Call):
            yield child, inner
        yield from calls_in(child, inner)


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
